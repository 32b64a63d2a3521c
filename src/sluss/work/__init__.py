"""The worker: notices and closing times, taken from the database's own list of jobs."""
