"""Reads photos in processes of their own, so that a file that breaks a decoder breaks no scan.

`ReadingProcesses` is what the rest of the engine uses.
"""
