"""IP addresses to autonomous systems, offline."""
