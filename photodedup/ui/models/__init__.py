"""Data as Qt item models."""
