"""Guests from outside: a link, a waiting room and a call, without a login (J6, A11)."""
