"""The engine: finding, judging and clearing duplicate photos. Pure Python, no Qt, no printing."""
