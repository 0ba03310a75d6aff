"""Measures the identifier in Rust on texts it was not trained on, beside whatlang, whichlang and lingua.

    cargo build --release --example language-lines
    cargo build --release --manifest-path training/language/peers/Cargo.toml
    python training/language/measure.py [--half test|development|all] [--no-peers]

Rows of /work/shared/data are read, never kept. Every set but the hand-written ones is split by a hash of the text: the
development half was looked at while constants were chosen, the test half only counted. Sets named `eld-*` are the test
sentences of the PyPI package eld. Intervals are Wilson's, 95 %.
"""

import argparse
import hashlib
import json
import math
import re
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SPOKEN = ["en", "es", "de", "fr", "pt", "it", "nl"]
THREE = {"eng": "en", "spa": "es", "deu": "de", "fra": "fr", "por": "pt", "ita": "it", "nld": "nl"}
BANDS = [(1, 3), (4, 6), (7, 12), (13, 10_000)]


def clean(text):
    """What the caller leaves out: links, mentions, hashtags, and the sets' own stand-ins for them."""
    text = re.sub(r"https?://\S*|\bhttps?\b|www\.\S+|@\S+|#\S+|__\w+__|<[#A-Z]+>|\{\{?[^}]*\}\}?|\[[A-Za-z _]+\]", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"\bRT\b:?", " ", text)).strip()


def word_count(text):
    return len(re.findall(r"[^\W\d_][\w'’]*", text))


def latin(text):
    letters = sum(c.isalpha() for c in text)
    return len(re.findall(r"[A-Za-zÀ-ɏ]", text)) >= 0.7 * letters


def texts(data, cache):
    """(set, language or "other", text), cleaned, without repeats."""
    def rows(name):
        return [json.loads(line) for line in open(data / f"{name}.jsonl")]

    for lang in ["de", "en", "es", "fr", "it", "pt"]:
        yield from ((f"tweets_{lang}", lang, r["text"]) for r in rows(f"tweets_{lang}"))
    # The even rows of sms_spam are trained on (corpus.py).
    yield from (("sms_ham", "en", r["text"]) for i, r in enumerate(rows("sms_spam")) if i % 2 and r["orig"] == "ham")
    for name in ["bluesky", "dialogue", "reddit_replies", "learner_english", "airline_customers"]:
        yield from ((name, "en", r["text"]) for r in rows(name))
    yield from (("machine_es", "es", r["text"]) for r in rows("machine_tweets_reviews") if r["lang"] == "es")
    yield from ((f"authored_{r['lang']}", r["lang"], r["text"]) for r in rows("authored"))
    yield from (("nl (ours)", "nl", line) for line in (HERE / "measure/nl.txt").read_text().splitlines())
    for line in (HERE / "measure/spoken.tsv").read_text().splitlines():
        lang, text = line.split("\t")
        yield f"{lang} (ours)", lang, text
    for line in (HERE / "measure/other.tsv").read_text().splitlines():
        lang, text = line.split("\t")
        yield f"other (ours) {lang}", "other", text
    chosen = set((HERE / "measure/global_other.md5").read_text().split())
    for r in rows("autoposts_global"):
        text = clean(r["text"])
        if hashlib.md5(text.encode()).hexdigest()[:12] in chosen:
            yield "global tweets", "other", r["text"]
    import zipfile
    (wheel,) = cache.glob("eld-1*.whl")
    for line in zipfile.ZipFile(wheel).read("eld/tests/data/big-test.txt").decode().splitlines():
        lang, _, text = line.partition("\t")
        if len(lang) == 2 and text and lang in SPOKEN:
            yield f"eld-{lang}", lang, text
        elif len(lang) == 2 and text and latin(text) and lang not in ("th", "ta", "zh", "lo", "or", "ja", "ml"):
            yield f"eld other {lang}", "other", text


def wilson(k, n):
    z = 1.96
    p = k / n
    middle, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def share(k, n):
    low, high = wilson(k, n)
    return f"{100 * k / n:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def ask(binary, lines):
    out = subprocess.run([binary], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    return out.splitlines()


def peer(answer, name):
    lang = THREE.get(answer[name], answer[name])
    return lang if lang in SPOKEN else "other"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", type=Path, default=Path("/work/shared/data"))
    arguments.add_argument("--cache", type=Path, default=HERE / ".cache")
    arguments.add_argument("--half", choices=["test", "development", "all"], default="test")
    arguments.add_argument("--no-peers", action="store_true")
    a = arguments.parse_args()

    items, seen = [], set()
    for name, lang, text in texts(a.data, a.cache):
        text = clean(text)
        digest = int(hashlib.md5(text.encode()).hexdigest(), 16) % 2
        half = "all" if "ours" in name else "test" if digest else "development"
        if text.lower() in seen or word_count(text) == 0 or a.half != "all" and half not in (a.half, "all"):
            continue
        seen.add(text.lower())
        items.append((name, lang, text, word_count(text)))
    lines = [text for _, _, text, _ in items]
    ours = [line.split() for line in ask(ROOT / "target/release/examples/language-lines", lines)]
    peers = None
    if not a.no_peers:
        wrapped = [json.dumps({"text": t}) for t in lines]
        peers = [json.loads(x) for x in ask(HERE / "peers/target/release/peers", wrapped)]

    groups = defaultdict(list)
    for i, (name, lang, _, words) in enumerate(items):
        group = re.sub(r"^(eld other|other \(ours\)) \w+$", r"\1", name)
        for low, high in BANDS + [(6, 10_000)]:
            if low <= words <= high:
                groups[group, lang, low, high].append(i)

    head = "| set | words | n | right | unknown | mixed | other | wrong |"
    print(f"## Texts in a spoken language ({a.half})\n\n" + head + ("" if a.no_peers else " lingua | whatlang | whichlang |"))
    print("|---" * (8 if a.no_peers else 11) + "|")
    for (group, lang, low, high), rows in sorted(groups.items()):
        if lang == "other" or len(rows) < 12:
            continue
        n = len(rows)
        c = Counter("right" if ours[i][0] == lang else "mixed" if "+" in ours[i][0] else ours[i][0]
                    if ours[i][0] in ("unknown", "other") else "wrong" for i in rows)
        band = f"{low}+" if high == 10_000 else f"{low}–{high}"
        cells = [group, band, str(n), share(c["right"], n)] + [f"{100 * c[k] / n:.1f}" for k in ("unknown", "mixed", "other", "wrong")]
        if peers:
            cells += [share(sum(peer(peers[i], p) == lang for i in rows), n) for p in ("lingua", "whatlang", "whichlang")]
        print("| " + " | ".join(cells) + " |")

    print(f"\n## Texts in other languages: called a spoken one, in percent\n\n| set | words | n | called spoken | unknown | mixed |"
          + ("" if a.no_peers else " lingua | whatlang | whichlang |"))
    print("|---" * (6 if a.no_peers else 9) + "|")
    for (group, lang, low, high), rows in sorted(groups.items()):
        if lang != "other" or len(rows) < 15:
            continue
        n = len(rows)
        called = sum(ours[i][0] in SPOKEN for i in rows)
        band = f"{low}+" if high == 10_000 else f"{low}–{high}"
        cells = [group, band, str(n), share(called, n), f"{100 * sum(ours[i][0] == 'unknown' for i in rows) / n:.1f}",
                 f"{100 * sum('+' in ours[i][0] for i in rows) / n:.1f}"]
        if peers:
            cells += [share(sum(peer(peers[i], p) != "other" for i in rows), n) for p in ("lingua", "whatlang", "whichlang")]
        print("| " + " | ".join(cells) + " |")

    print("\n## Other languages one by one, 4 words and more: n, called spoken, as\n")
    by = defaultdict(Counter)
    for (name, lang, _, words), (answer, _) in zip(items, ours):
        if lang == "other" and words >= 4 and name != "global tweets":
            by[name.split()[-1]][answer] += 1
    for lang, c in sorted(by.items()):
        bad = {k: v for k, v in c.most_common() if k in SPOKEN}
        print(f"{lang}: {sum(c.values())}, {100 * sum(bad.values()) / sum(c.values()):.1f} % {bad if bad else ''}")

    print("\n## Confusion, tweets and authored and eld sets, 6 words and more: rows true, columns answered\n")
    columns = SPOKEN + ["other", "mixed", "unknown"]
    print("| |" + "|".join(columns) + "|\n" + "|---" * 11 + "|")
    for lang in SPOKEN + ["other"]:
        c = Counter("mixed" if "+" in o[0] else o[0] for (name, l, _, w), o in zip(items, ours) if l == lang and w >= 6)
        print(f"|{lang}|" + "|".join(str(c[k]) for k in columns) + "|")

    print("\n## Lead of a spoken answer, all lengths, tweets, sms and global tweets: answers, right\n")
    lead = defaultdict(lambda: [0, 0])
    for (name, lang, _, _), (answer, units) in zip(items, ours):
        if answer in SPOKEN and re.match("tweets|sms|global|nl", name):
            step = max(b for b in (0, 3, 5, 7, 10, 15, 20, 30, 50) if int(units) >= b)
            lead[step][0] += 1
            lead[step][1] += answer == lang
    for step, (n, right) in sorted(lead.items()):
        print(f"{step}+: {n}, {share(right, n)}")

    print("\n## Mixed: two sentences or clauses of our own\n")
    rows = [line.split("\t") for line in (HERE / "measure/mixed.tsv").read_text().splitlines()]
    answers = [line.split()[0] for line in ask(ROOT / "target/release/examples/language-lines", [t for _, t in rows])]
    good = sum(set(x.split("+")) == set(want.split("+")) for x, (want, _) in zip(answers, rows))
    print(f"{good} of {len(rows)}: {share(good, len(rows))}; others were called",
          dict(Counter(x for x, (w, _) in zip(answers, rows) if set(x.split("+")) != set(w.split("+")))))


if __name__ == "__main__":
    main()
