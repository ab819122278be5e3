"""One module per search command: its options, its field names and nothing of the domain."""
