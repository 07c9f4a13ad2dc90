"""The flight simulator: scenario files, the engine that plays them, the log, and the two front ends."""
