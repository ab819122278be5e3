"""An embedded search head for evaluation and tests: not Splunk, and never packaged."""
