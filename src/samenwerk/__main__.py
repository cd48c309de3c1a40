"""`python -m samenwerk`, for who has no `samenwerk` on the path."""

import sys

if __name__ == "__main__":
    # `-m` puts the working directory first on the path: a register that holds a yaml.py
    # would be imported instead of PyYAML, and its code run.
    if not sys.flags.safe_path and sys.path:
        sys.path.pop(0)
    from samenwerk.cli import main

    main()
