"""Between the talk and what came of it."""
