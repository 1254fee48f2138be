"""The commands: a small module each, loaded when its command is called."""
