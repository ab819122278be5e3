"""The part of splunkd's REST API that stores things: secrets, KV store, configuration.

One implementation for the demonstration and for the tests; it knows nothing of HTTP servers.
https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTlist
"""
