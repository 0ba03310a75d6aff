#!/usr/bin/env python3
"""A plain baseline for the report, as a filter: TF-IDF of words and letters + logistic regression.

python3 training/peers/baseline.py FIT.jsonl < drafts.jsonl > scores.jsonl
"""

import json, sys

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

FAMILIES = ["templated", "automated", "promotional"]


def main():
    rows = [json.loads(line) for line in open(sys.argv[1])]
    asked = [json.loads(line)["text"] for line in sys.stdin]
    features = make_union(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2),
        TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5), min_df=3, max_features=200_000),
    )
    fitted = features.fit_transform([row["text"] for row in rows])
    asked = features.transform(asked)
    columns = []
    for family in FAMILIES:
        model = LogisticRegression(C=4, max_iter=300, class_weight="balanced")
        model.fit(fitted, [family in row["labels"] for row in rows])
        columns.append(model.predict_proba(asked)[:, 1].tolist())
    for scores in zip(*columns):
        print(json.dumps({"scores": dict(zip(FAMILIES, scores)), "noticed": max(scores) > 0.5}))


if __name__ == "__main__":
    main()
