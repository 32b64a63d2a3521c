"""Set-up: settings, the embedded database, and the parts put together. Nothing below imports it."""
