"""Rounds played before."""
