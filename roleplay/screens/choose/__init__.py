"""Choosing the customer, the matter, the mode and the language."""
