"""The help: what this is, and every key that holds where it was asked for."""
