"""Text messages: the protocol, and the demo phone that keeps them in a file."""
