"""Pictures: cleaned in a process of their own, kept encrypted in a file store."""
