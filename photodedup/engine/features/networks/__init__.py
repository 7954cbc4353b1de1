"""Networks as torch modules, one a module, and the reader of their weights."""
