"""A one-day incident at an invented brewery, in the shape of the public BOTSv3 data set.

Only field names and public facts come from there; every value is generated from a fixed seed.
The flow is: ``benign`` and ``attack`` tell a :class:`scene.Scene` what happened, the scene shows
each fact to every sensor that would have seen it, and ``sample`` writes the events and labels.
"""
