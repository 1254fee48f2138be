"""The talk itself."""
