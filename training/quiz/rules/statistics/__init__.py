"""What can be said about items and forms from first attempts, and how sure it is.

Nothing here is loaded when the site starts: numpy and scipy would cost every worker a second and
tens of megabytes. Whoever asks for statistics imports the module that is needed, not this package.
"""
