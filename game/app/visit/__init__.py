"""The visit: who is playing, and for somebody new the offer of a first customer."""
