"""The scene: a person in front of you, and what you could say to them."""
