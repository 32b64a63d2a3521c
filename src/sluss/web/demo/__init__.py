"""What only the demo has: its own login provider and its telephone."""
