"""What authors write: acts, patterns, rubrics, personas, scenarios, and how the files are read."""
