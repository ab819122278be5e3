"""VirusTotal verdicts: what a value is, whether it may be sent, and what the answer means."""
