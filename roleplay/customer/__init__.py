"""The customer: state machine, mood, memory and reply."""
