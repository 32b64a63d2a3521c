"""sluss: an open, self-hosted platform for digital care contacts."""
