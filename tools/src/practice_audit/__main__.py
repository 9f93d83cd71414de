"""`python -m practice_audit`: the command line, where its script is not on the path."""

from practice_audit.cli import main

if __name__ == "__main__":
    main(prog_name="practice-audit")
