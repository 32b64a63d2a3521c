"""Regions that ship with sluss: texts, units, questionnaires and rules, and no code."""
