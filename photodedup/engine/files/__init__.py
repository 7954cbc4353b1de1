"""What is on the disk: walking folders, identity, metadata, shots."""
