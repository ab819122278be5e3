"""A simulated VirusTotal on this machine, for the demonstration and the tests.

It answers as the API's version 3 does, knows what it is told, and keeps a quota.
https://docs.virustotal.com/reference/overview
"""
