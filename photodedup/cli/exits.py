"""Exit codes of the command line."""

EXIT_OK = 0
EXIT_FAILED = 1  # the work could not be done; the message says why
EXIT_USAGE = 2  # the arguments are wrong
EXIT_PARTLY = 3  # some files of a clean-up or a restore stayed where they were
EXIT_STOPPED = 130  # interrupted by the person

EXIT_TEXTS = (
    (EXIT_OK, "done (also when files were skipped: the report names them)"),
    (EXIT_FAILED, "failed; the message on standard error says why"),
    (EXIT_USAGE, "wrong arguments"),
    (EXIT_PARTLY, "clean and restore: some files stayed where they were, each with its reason"),
    (EXIT_STOPPED, "stopped by Ctrl+C; what was done so far is kept"),
)
