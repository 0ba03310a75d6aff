"""A filter as people write them with scikit-learn: hashed words under a linear judge, fitted on the sentences of texts.json.

    python filter.py messages.jsonl

It says nothing of quality: only what streaming a message through such a filter costs.
"""

import json
import sys
from itertools import islice
from pathlib import Path

from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.pipeline import make_pipeline

sentences = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))
texts, labels = [], []
for kinds in sentences.values():
    for label, kind in enumerate(("quiet", "noisy")):
        texts += kinds[kind]
        labels += [label] * len(kinds[kind])
judge = make_pipeline(HashingVectorizer(ngram_range=(1, 2)), SGDClassifier(loss="log_loss", random_state=1)).fit(texts, labels)
with open(sys.argv[1], encoding="utf-8") as lines:
    while batch := list(islice(lines, 10_000)):
        sys.stdout.writelines(f"{p:.3f}\n" for p in judge.predict_proba([json.loads(line)["text"] for line in batch])[:, 1])
