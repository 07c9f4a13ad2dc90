"""How a run is judged: the binder, the fold over what happened, the ledger and the scorecard.

Pure. Knows nothing of scenarios, screens, files, clocks, databases or chance.
"""
