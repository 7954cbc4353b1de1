"""Faces in photos: found, told apart, and put together by person. Off until a person asks for it.

Nothing here marks a photo for the trash or changes a decision.
"""
