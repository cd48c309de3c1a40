"""The limit: read every file of a folder and let libyaml parse it, and make nothing of it."""

import os
import sys

from yaml._yaml import CParser


def main(folder: str) -> None:
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:  # noqa: PTH118, PTH123  # the limit
                CParser(file.read()).raw_parse()


if __name__ == "__main__":
    main(sys.argv[1])
