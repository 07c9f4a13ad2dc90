"""The flight simulator: scenario files, the engine that plays them, the log, the front ends."""
