"""Fits the language identifier and writes `language.bin`, the asset of src/text/language.rs.

    ./fetch.sh && python train.py [--data /work/shared/data] [--out language.bin]

One multinomial logistic regression (scikit-learn) over the features of features.py, eight classes: the seven languages
and "other". It is fitted three times: on every feature, to rank them; on the best 20,000, to rank those again; on the
ones that found a slot in the table, through that very table, so that its collisions are part of the fit. Same inputs,
same versions: same bytes.
"""

import argparse
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import hashlib
import struct
import warnings
from collections import Counter
from pathlib import Path

import brotli
import numpy as np
import scipy.sparse as sp
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

import corpus
import features

HERE = Path(__file__).resolve().parent
MIN_DOCUMENTS = 8  # a feature seen in fewer documents is not considered
SHORTLIST = 20_000
KEPT = 6_400
STEP = 0.2  # one unit of a stored weight, in natural log odds
TOP = 15  # weights are four bits
INVERSE_PENALTY = 0.05  # scikit-learn's C


def matrix(documents, column_of):
    """Counts of features: one row a document, one column a feature that `column_of` knows."""
    pointers, columns, counts = [0], [], []
    for words in documents:
        row = Counter(c for w in words for k in features.keys(w) if (c := column_of(k)) is not None)
        columns.extend(row.keys())
        counts.extend(row.values())
        pointers.append(len(columns))
    m = sp.csr_matrix((np.array(counts, np.float32), np.array(columns, np.int32), np.array(pointers)))
    m.sort_indices()
    return m


def fit(x, y, iterations=60):
    """Centred weights, features by classes. No intercept: a text without evidence is nobody's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=INVERSE_PENALTY, max_iter=iterations, fit_intercept=False).fit(x, y)
    w = model.coef_.T
    return w - w.mean(axis=1, keepdims=True)


def rank(x, w):
    """Columns by how much they move scores: spread of the weights times the root of the count."""
    counts = np.asarray(x.sum(axis=0)).ravel()
    return np.argsort(-np.linalg.norm(w, axis=1) * np.sqrt(counts), kind="stable")


def fill_table(ranked_keys):
    """Gives each key its slot, best first; who comes second to a slot is left out."""
    slots = {}
    for key in ranked_keys:
        slot, fingerprint = features.place(key)
        if fingerprint != 0 and slot not in slots and len(slots) < KEPT:
            slots[slot] = (fingerprint, key)
    return slots


def quantise(w):
    return np.clip(np.rint((w - w.min(axis=1, keepdims=True)) / STEP), 0, TOP).astype(np.uint32)


def asset(slots, weights):
    """letters, fingerprints, weights: little-endian, in this order, sizes as in features.py."""
    letters = b"".join(struct.pack("<H", features.LETTERS[cp]) for lo, hi in features.BLOCKS for cp in range(lo, hi))
    prints = bytearray(1 << features.SLOT_BITS)
    packed = [0] * (1 << features.SLOT_BITS)
    for (slot, (fingerprint, _)), row in zip(sorted(slots.items()), weights):
        prints[slot] = fingerprint
        packed[slot] = sum(int(v) << 4 * c for c, v in enumerate(row))
    return letters + bytes(prints) + struct.pack(f"<{len(packed)}I", *packed)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cache", type=Path, default=HERE / ".cache")
    arguments.add_argument("--data", type=Path, default=Path("/work/shared/data"))
    arguments.add_argument("--out", type=Path, default=HERE.parent.parent / "src/text/language.bin")
    a = arguments.parse_args()

    labels, langs, texts = zip(*corpus.documents(a.cache, HERE, a.data))
    y = np.array(labels)
    print(f"{len(y):,} documents:", dict(Counter(langs)))

    seen = Counter(k for words in texts for k in {k for w in words for k in features.keys(w)})
    vocabulary = np.array(sorted(k for k, n in seen.items() if n >= MIN_DOCUMENTS), dtype=np.uint64)
    index = {int(k): i for i, k in enumerate(vocabulary)}
    x = matrix(texts, index.get)
    print(f"{x.shape[1]:,} features, {x.nnz:,} counts")

    short = np.sort(rank(x, fit(x, y, 40))[:SHORTLIST])
    x = x[:, short]
    ranked = [int(vocabulary[short[i]]) for i in rank(x, fit(x, y))]
    slots = fill_table(ranked)
    column = {place: i for i, place in enumerate((s, p) for s, (p, _) in sorted(slots.items()))}
    kinds = Counter("tri quad word mark".split()[(key >> 56) - 1] for _, key in slots.values())
    print(f"{len(slots):,} features kept:", dict(kinds))

    x = matrix(texts, lambda k: column.get(features.place(k)))
    weights = quantise(fit(x, y, 100))
    blob = asset(slots, weights)
    a.out.write_bytes(blob)
    print(f"{a.out}: {len(blob):,} bytes, {len(brotli.compress(blob, quality=11)):,} in brotli,",
          "sha256", hashlib.sha256(blob).hexdigest())
    right = (x @ weights.astype(np.float32)).argmax(axis=1) == y
    print(f"training documents right: {right.mean():.4f}")


if __name__ == "__main__":
    main()
