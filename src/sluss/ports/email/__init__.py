"""E-mail out: the protocol, an SMTP server, and the demo mailbox that keeps them in a file."""
