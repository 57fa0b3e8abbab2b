"""What tells of a run: equations, sub-steps of an update, sentences, how it ended in words, the script."""
