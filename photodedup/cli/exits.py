"""Exit codes of the command line."""

EXIT_OK = 0
EXIT_FAILED = 1  # the work could not be done; the message says why
EXIT_USAGE = 2  # the arguments are wrong
EXIT_STOPPED = 130  # interrupted by the person
