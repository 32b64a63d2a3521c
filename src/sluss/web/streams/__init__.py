"""Live pages: one stream a page, down to the browser; what goes up is posted."""
