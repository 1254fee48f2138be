"""From typed words to dialogue acts with evidence."""
