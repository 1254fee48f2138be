"""A round: the turn loop, its events, and what is computed from them."""
