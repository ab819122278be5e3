"""The subcommands of ``python -m preview``: one module each, all with the same two functions.

``add(subparsers)`` declares the subcommand and its options; ``run(options)`` does the work and
returns the exit status.
"""
