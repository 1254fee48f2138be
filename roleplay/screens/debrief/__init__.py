"""Looking back on a round."""
