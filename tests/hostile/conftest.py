"""Learners' code, which is read and never imported: pytest collects nothing here."""

collect_ignore_glob = ["*.py"]
