"""Questionnaires, their answers, the priority and the history that follow from them."""
