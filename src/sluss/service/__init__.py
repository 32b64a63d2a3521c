"""The two doors, `run` and `read`, and what stands behind them: transactions, rights and the access log."""
