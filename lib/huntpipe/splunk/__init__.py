"""What every command shares with Splunk: the record path, secrets, KV store and settings."""
