"""The interface in English."""
