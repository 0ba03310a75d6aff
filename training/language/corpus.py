"""Training documents: (class, language, words), drawn from sources.py with one seeded generator.

A document is one to 22 words of catalogue text, prose or a message, roughened the way people write: accents left out,
slips of the key, and names, brands and chat words from everywhere, which so learn to say nothing.
"""

import json
import random
import re
import unicodedata
from collections import defaultdict

import sources

OTHER_CLASS = len(sources.SPOKEN)

# How many documents a language gets. Other languages together are about half of the spoken ones; those that are close
# to a spoken one, or that are much written on social sites, get more.
SPOKEN_DOCUMENTS = 30_000
OTHER_DOCUMENTS = 1_500
NEIGHBOURS = {"ca": 9000, "gl": 7000, "ro": 4000, "af": 4000, "eu": 2500, "lt": 2500, "yo": 2000, "da": 2500, "no": 2500,
              "sv": 3000, "id": 4000, "ms": 2500, "tl": 3500, "pl": 2500, "tr": 2500, "sw": 2000, "hr": 2000, "cs": 2000}
# Written in other scripts: their catalogues hold stray English lines only. For three we have romanised chat.
NON_LATIN = set("am be bg bn bo el fa grc gu he hy ja ka kk km kn ko ky lo mk ml mn mr my ne pa sa si ta te th ti tt uk ur "
                "zh".split())
ROMANISED = {"hi", "ar", "ru"}
ROMANISED_DOCUMENTS = 600

# How often a source is drawn from, when a language has 200 lines or more of it.
SHARE = {"home_assistant": 3, "matrix": 3, "kolibri": 2, "chatterbot": 2, "assistants": 1, "spacy_lists": 1, "lingua": 3,
         "authored": 8, "reddit_comments": 5, "youtube_comments": 2, "sms_spam": 3, "x_posts_2026": 2, "inspiring_reddit": 1,
         "election_tweets": 1}


def english_rows(data):
    """Rows marked "train": true, the even ones of each file by position; the odd ones are left for measuring."""
    for name in ["reddit_comments", "youtube_comments", "sms_spam", "x_posts_2026", "inspiring_reddit", "election_tweets"]:
        for i, line in enumerate(open(data / f"{name}.jsonl")):
            row = json.loads(line)
            if i % 2 or not row.get("train") or name == "election_tweets" and i % 8:
                continue
            yield name, re.sub(r"https?://\S*|www\.\S+|[@#]\S+|<\S+>|\[NAME\]|\[RELIGION\]", " ", row["text"])


def mostly_latin(text):
    letters = sum(c.isalpha() for c in text)
    return letters > 0 and len(re.findall("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]", text)) >= 0.9 * letters


def pools(cache, here, data):
    """language -> source -> lines, a line being a list of words."""
    pool = defaultdict(lambda: defaultdict(list))
    for reader in [sources.home_assistant, sources.matrix, sources.kolibri, sources.chatterbot, sources.assistants,
                   sources.spacy_lists, sources.lingua]:
        for lang, text in reader(cache):
            if mostly_latin(text):
                pool[lang][reader.__name__].append(text.split())
    for name, text in english_rows(data):
        pool["en"][name].append(text.split())
    for lang, text in sources.authored(here):
        pool[lang]["authored"].append(text.split())
    return pool


def document_count(lang, pool):
    if lang in sources.SPOKEN:
        return SPOKEN_DOCUMENTS
    if lang in ROMANISED:
        return ROMANISED_DOCUMENTS
    characters = sum(len(" ".join(line)) for lines in pool.values() for line in lines)
    return min(NEIGHBOURS.get(lang, OTHER_DOCUMENTS), max(300, characters // 20))


def length(rng):
    r = rng.random()
    return rng.randint(1, 3) if r < 0.15 else rng.randint(4, 8) if r < 0.5 else rng.randint(9, 22)


def draw(rng, lines):
    """A span of a line, more lines until the wanted length is reached or chance ends it."""
    want, words = length(rng), []
    while len(words) < want:
        line = lines[rng.randrange(len(lines))]
        take = want - len(words)
        if len(line) > take:
            i = rng.randrange(len(line) - take + 1)
            line = line[i:i + take]
        words += line
        if rng.random() < 0.3:
            break
    return words


def slip(rng, word):
    """A letter lost, two swapped, or one doubled."""
    if len(word) < 4:
        return word
    i = rng.randrange(len(word) - 1)
    r = rng.random()
    if r < 0.35:
        return word[:i] + word[i + 1:]
    if r < 0.7:
        return word[:i] + word[i + 1] + word[i] + word[i + 2:]
    return word[:i] + word[i] + word[i:]


def without_marks(word):
    return "".join(c for c in unicodedata.normalize("NFD", word) if not 0x300 <= ord(c) < 0x370)


def strew(rng, words, strangers, chance):
    """One or two words that belong to no language, at random places."""
    if rng.random() < chance:
        for _ in range(rng.randint(1, 2)):
            words.insert(rng.randrange(len(words) + 1), strangers[rng.randrange(len(strangers))])


def documents(cache, here, data):
    rng = random.Random(1)
    pool = pools(cache, here, data)
    people = sources.names(cache)
    world = [w for w in (here / "world.txt").read_text().splitlines() if w]
    for lang in sorted(pool):
        if len(lang) > 3 or lang in sources.LEFT_OUT or lang in NON_LATIN:
            continue
        parts = ["authored"] if lang in ROMANISED else sorted(pool[lang])
        share = [SHARE[p] * min(1, len(pool[lang][p]) / 200) for p in parts]
        if not any(share):
            continue
        label = sources.SPOKEN.index(lang) if lang in sources.SPOKEN else OTHER_CLASS
        for _ in range(document_count(lang, pool[lang])):
            words = draw(rng, pool[lang][rng.choices(parts, share)[0]])
            if rng.random() < 0.4:
                words = [without_marks(w) for w in words]
            words = [slip(rng, w) if rng.random() < 0.03 else w for w in words]
            strew(rng, words, people, 0.4)
            strew(rng, words, world, 0.1 if lang == "en" else 0.3)
            yield label, lang, words
