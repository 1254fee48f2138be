"""Bot trainees: they type real sentences, written apart from cues, corpus and scenario examples."""
