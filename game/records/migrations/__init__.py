"""How the score log's tables came to be, step by step; run by `game.records.migrate` alone."""
