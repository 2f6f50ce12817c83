#!/usr/bin/env python3
"""The graph room on a random graph of 100,000 applications and 1,000,000 flows, against boost::adjacency_list.

usage: graph_scale.py BUILD_FOLDER [APPLICATIONS [FLOWS [SEED]]]

Prints the line of JSON of tests/bench/graph_scale: median seconds of each step, and the ratios to the peer.
"""
import subprocess
import sys


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build"
    subprocess.run([f"{build}/tests/bench/graph_scale", *sys.argv[2:]], check=True)


if __name__ == "__main__":
    main()
