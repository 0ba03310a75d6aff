#!/usr/bin/env python3
"""A plain baseline for the report: TF-IDF of words and letters + logistic regression, on the rows train.py is fitted on.

python3 training/model/baseline.py DATA: the share of each set that scores above 1 % of all human rows (labels: []). With
--hold-out DIR the three tenths of the licensed rows that train.py --hold-out leaves out are left out here too, and written
to DIR, so that `sincerely eval DIR` measures a judge fitted without them on the same rows.
"""

import argparse, json, pathlib, sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from train import FAMILIES, held_out, read


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--hold-out", type=pathlib.Path, metavar="DIR")
    arguments = parser.parse_args()
    rows = read(arguments.data)
    left_out = held_out(rows)
    if arguments.hold_out:
        arguments.hold_out.mkdir(parents=True, exist_ok=True)
        kept = [row for row, out in zip(rows, left_out) if not out]
        rows_of = {}
        for row, out in zip(rows, left_out):
            if out:
                rows_of.setdefault(row["source"], []).append(row)
        for source, own in rows_of.items():
            lines = (json.dumps({k: v for k, v in row.items() if k != "source"}) + "\n" for row in own)
            (arguments.hold_out / f"{source}.jsonl").write_text("".join(lines))
        rows = kept
    measured = [
        json.loads(line) | {"source": path.stem}
        for path in sorted((arguments.hold_out or arguments.data).glob("*.jsonl"))
        for line in path.open()
    ]
    if arguments.hold_out:  # what was never trained on is measured in both
        measured += [
            row | {"source": path.stem}
            for path in sorted(arguments.data.glob("*.jsonl"))
            for row in map(json.loads, path.open())
            if not row.get("train")
        ]
    measured = [row for row in measured if row["labels"] is not None]
    features = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5), min_df=3, max_features=200_000),
    )
    fitted = features.fit_transform([row["text"] for row in rows])
    asked = features.transform([row["text"] for row in measured])
    human = np.array([row["labels"] == [] for row in measured])
    for family in FAMILIES:
        model = LogisticRegression(C=4, max_iter=300, class_weight="balanced")
        model.fit(fitted, [family in row["labels"] for row in rows])
        scores = model.decision_function(asked)
        threshold = np.sort(scores[human])[::-1][int(0.01 * human.sum())]
        for source in sorted({row["source"] for row in measured}):
            own = [i for i, row in enumerate(measured) if row["source"] == source and family in row["labels"]]
            if own:
                print(f"{source} {family}".ljust(36), f"{100 * (scores[own] > threshold).mean():5.1f} % of {len(own)}")


if __name__ == "__main__":
    main()
