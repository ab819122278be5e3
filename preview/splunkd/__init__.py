"""splunkd's REST API, as far as the app and its users need it: what it stores, and searches.

One implementation for the demonstration and for the tests. ``Stores`` is what it keeps for an app,
``SearchHead`` adds searches; each area of the API is one module.
https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTlist
"""
