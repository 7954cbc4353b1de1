"""Widgets that show photos and groups."""
