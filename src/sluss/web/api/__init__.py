"""What other systems ask for by JSON: keys instead of cookies, problems instead of pages."""
