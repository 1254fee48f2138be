"""Home: go on with a round, practise, look back, settings."""
