"""Rubrics applied to heard turns: a pure function, every point with its rule, turn and words."""
