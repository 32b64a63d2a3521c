"""Sound and picture: TURN credentials, and the SFU for three or more behind our own door."""
