"""From bytes to pixels: formats, orientation, limits, previews."""
