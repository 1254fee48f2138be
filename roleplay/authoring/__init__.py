"""Tools for those who write content."""
