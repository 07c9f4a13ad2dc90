"""The studio: a scenario played live beside what is wrong with it, while its file is written."""
