"""What a unit's local administrator sets within the region's rules: changes, their sum, and what refuses one (A19)."""
