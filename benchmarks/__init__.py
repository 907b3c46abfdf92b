"""Accuracy and speed, measured against truths and against a baseline in the same run."""
