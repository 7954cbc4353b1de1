"""What is measured on one photo: content, perceptual hashes, vectors, key points."""
