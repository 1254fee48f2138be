"""The brief: what the trainee is told before the talk."""
