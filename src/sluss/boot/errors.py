"""What may go wrong with the programs that sluss starts itself."""


class PostgresFailed(RuntimeError):
    """The embedded database did not start or stop; the text says why."""


class NoPostgres(PostgresFailed):
    """No PostgreSQL server that we can run was found on this machine."""


class MediaFailed(RuntimeError):
    """Janus or coturn is not installed, or did not start; the text says which and why."""
