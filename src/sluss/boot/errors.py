"""What may go wrong with the embedded database."""


class PostgresFailed(RuntimeError):
    """The embedded database did not start or stop; the text says why."""


class NoPostgres(PostgresFailed):
    """No PostgreSQL server that we can run was found on this machine."""
