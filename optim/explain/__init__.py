"""What tells of a run: sub-steps of an update, sentences, how it ended in words, the script to take away."""
