"""The lobby: what should I do now?"""
