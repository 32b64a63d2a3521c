"""The rules, pure: the standard library alone, no clock and no input or output."""
