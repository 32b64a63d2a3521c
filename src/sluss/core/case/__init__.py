"""The life of a case: commands are decided into events, and events fold into the case."""
