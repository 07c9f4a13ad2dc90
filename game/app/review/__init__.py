"""The trainer's review on screen: everybody, what deserves a talk, and the way to each decision."""
