"""Hints that something changed, from process to process and on to open streams."""
