"""Every command runs in a home of its own."""

from tests.engine.conftest import home, no_model_file, photos

__all__ = ["home", "no_model_file", "photos"]
