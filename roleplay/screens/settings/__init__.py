"""Settings of the interface."""
