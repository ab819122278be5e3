"""The sensors: each shows a fact to the logs that would have seen it."""
