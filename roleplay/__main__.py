"""`python -m roleplay`, where the command itself is not on the path."""

from roleplay.cli.main import main

if __name__ == "__main__":
    main()
