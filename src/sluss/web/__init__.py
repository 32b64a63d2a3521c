"""The browser's side: pages, forms and streams. The only layer that knows the web framework."""
