#!/usr/bin/env python3
"""How planning time grows with the portfolio, and how near plans come to the bound of teams and chains.

usage: schedule_scale.py BUILD_FOLDER [APPLICATIONS]...

Prints the lines of JSON of tests/bench/schedule_scale: one a size, then the exponent of growth, which compares our own
times with each other and so says the same on every machine.
"""
import subprocess
import sys


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    subprocess.run([f"{build}/tests/bench/schedule_scale", *sys.argv[2:]], check=True)


if __name__ == "__main__":
    main()
