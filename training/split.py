#!/usr/bin/env python3
"""Parts the data into what a fit with --hold-out sees and what it does not: python3 training/split.py DATA OUT

OUT/fit.jsonl: the rows that `training/model/train.py DATA --hold-out` is fitted on, for other tools to be trained on.
OUT/never fitted: sets of which no row is in the fit, those among them that may not be trained on.
OUT/other rows fitted: the rows kept from the fit of sets of which others are in it.
"""

import argparse, json, pathlib, shutil, sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "model"))
from train import held_out, read


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    rows = read(arguments.data)
    left_out = held_out(rows)
    fitted = [row for row, out in zip(rows, left_out) if not out]
    measured = {}
    for row, out in zip(rows, left_out):
        if out:
            measured.setdefault(row["source"], []).append(row)
    for path in sorted(arguments.data.glob("*.jsonl")):
        for row in map(json.loads, path.open()):
            if not row.get("train"):
                measured.setdefault(path.stem, []).append(row)
    arguments.out.mkdir(parents=True, exist_ok=True)
    write(arguments.out / "fit.jsonl", fitted)
    sources = {row["source"] for row in fitted}
    folders = {False: arguments.out / "never fitted", True: arguments.out / "other rows fitted"}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    for source, own in measured.items():
        write(folders[source in sources] / f"{source}.jsonl", own)


def write(path, rows):
    with path.open("w") as file:
        for row in rows:
            json.dump({key: value for key, value in row.items() if key != "source"}, file)
            file.write("\n")


if __name__ == "__main__":
    main()
