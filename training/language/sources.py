"""Where the training text comes from: packages of the public registries, each under a licence that asks for
attribution at most, and sentences written for this project. SOURCES.md lists them with their licences.

Every reader yields `(lang, text)` with lang an ISO 639-1 code; a text is one line as a person could have typed it.
"""

import io
import json
import re
import tarfile
import zipfile
from pathlib import Path

# Latin-script languages; the first seven are spoken, every other one teaches what "other" looks like.
SPOKEN = ["en", "es", "de", "fr", "pt", "it", "nl"]
CODES = {"nb": "no", "nn": "no", "pt-br": "pt", "pt_br": "pt", "en-gb": "en", "sr-latn": "sr", "sr_latn": "sr",
         "nb_no": "no", "de_de": "de", "en_en": "en", "fr_fr": "fr", "es_es": "es", "pt_mz": "pt", "sw_tz": "sw",
         "ff_cm": "ff", "ach_ug": "ach"}
# Close to a spoken language on purpose left out: Swiss German is German to its reader, Scots English.
LEFT_OUT = {"gsw", "sco", "ang", "enm", "en_us", "vls", "nds", "eo", "jbo", "la"}


def code(tag):
    tag = tag.lower()
    tag = CODES.get(tag, tag)
    return None if tag in LEFT_OUT else tag


def strip_markup(text):
    """A message catalogue's line without placeholders, tags and plural syntax."""
    if re.search(r"\{[^{}]*,\s*(plural|select)", text):
        return ""
    text = re.sub(r"%\([^)]*\)[sd]|%[sd]|\{\{?[^{}]*\}?\}|<[^<>]*>|&\w+;|`[^`]*`|https?://\S+|\S+@\S+|\$\w+", " ", text)
    text = re.sub(r"[{}\[\]()|*_#\\/<>=]", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def wheel(cache, name):
    found = sorted(cache.glob(f"{name}-*.whl"))
    if len(found) != 1:
        raise SystemExit(f"{cache}: expected one wheel of {name}, found {len(found)}; run fetch.sh")
    return zipfile.ZipFile(found[0])


def home_assistant(cache):
    """Interface text of Home Assistant, 60 languages (Apache-2.0)."""
    names = r".*static/translations/(?:[^/]+/)?([A-Za-z-]+)-[0-9a-f]{32}\.json$"
    return interface_texts(wheel(cache, "home_assistant_frontend"), names)


def interface_texts(z, names):
    """The texts of a wheel's JSON files, one a language, whose code is the first group of `names`; each text once."""
    seen = set()
    for name in sorted(z.namelist()):
        m = re.match(names, name)
        lang = m and code(m[1])
        if not lang:
            continue
        for text in json.loads(z.read(name)).values():
            text = strip_markup(text) if isinstance(text, str) else ""
            if text and (lang, text) not in seen:
                seen.add((lang, text))
                yield lang, text


def matrix(cache):
    """Interface text of a chat program, 60 languages (Apache-2.0 up to version 3.80)."""
    path = cache / "matrix-react-sdk-3.80.0.tgz"
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            m = re.search(r"src/i18n/strings/([A-Za-z_]+)\.json$", member.name)
            lang = m and code(m[1])
            if not lang:
                continue
            for text in json.load(io.TextIOWrapper(tar.extractfile(member), "utf-8")).values():
                text = strip_markup(text) if isinstance(text, str) else ""
                if text:
                    yield lang, text


def kolibri(cache):
    """Interface text of a learning platform: also Swahili, Yoruba, Hausa, Chewa, Fula, Acholi, Haitian (MIT)."""
    return interface_texts(wheel(cache, "kolibri"), r"kolibri/locale/([A-Za-z_]+)/LC_MESSAGES/.*\.json$")


NAMES = {"dutch": "nl", "english": "en", "french": "fr", "german": "de", "indonesian": "id", "italian": "it",
         "portuguese": "pt", "spanish": "es", "swedish": "sv", "turkish": "tr", "yoruba": "yo"}


def chatterbot(cache):
    """Questions and answers of a chat robot (BSD-3-Clause)."""
    z = wheel(cache, "chatterbot_corpus")
    for name in sorted(z.namelist()):
        m = re.match(r"chatterbot_corpus/data/(\w+)/(\w+)\.yml$", name)
        if not m or m[1] not in NAMES or m[2] in ("coding", "tech_support"):
            continue
        for line in z.read(name).decode().splitlines():
            m2 = re.match(r"\s*-\s+(?:-\s+)?(.*)$", line)
            text = m2 and m2[1].strip().strip("'\"")
            if text and " " in text:
                yield NAMES[m[1]], text


def assistants(cache):
    """What people say to voice assistants, and what those answer (Apache-2.0; alerts BSD-3-Clause)."""
    seen = set()
    for skill in ["ovos_skill_alerts", "ovos_skill_hello_world", "ovos_skill_parrot", "ovos_skill_personal",
                  "ovos_skill_weather"]:
        z = wheel(cache, skill)
        for name in sorted(z.namelist()):
            m = re.match(r"\w+/locale/([a-z]{2})[^/]*/.*\.(dialog|intent)$", name)
            lang = m and code(m[1])
            if not lang:
                continue
            for line in z.read(name).decode("utf-8", "replace").splitlines():
                # "(a|b) c": the first choice
                line = re.sub(r"\(([^()|]*)\|[^()]*\)", r"\1", line)
                line = strip_markup(line)
                if " " in line and (lang, line) not in seen:
                    seen.add((lang, line))
                    yield lang, line


def spacy_lists(cache):
    """Function words and example sentences of spaCy's language data (MIT)."""
    z = wheel(cache, "spacy")
    for name in sorted(z.namelist()):
        m = re.match(r"spacy/lang/(\w+)/(stop_words|examples)\.py$", name)
        lang = m and code(m[1])
        if not lang or len(lang) > 3 or lang == "xx":
            continue
        text = z.read(name).decode()
        if m[2] == "examples":
            body = text[text.find("sentences"):]
            for line in re.findall(r'"([^"\n]+)"', body):
                yield lang, line
        else:
            for block in re.findall(r'"""(.*?)"""', text, re.S):
                for word in block.split():
                    yield lang, word


LINGUA = {"afrikaans": "af", "albanian": "sq", "azerbaijani": "az", "basque": "eu", "bokmal": "no", "bosnian": "bs",
          "catalan": "ca", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
          "estonian": "et", "finnish": "fi", "french": "fr", "ganda": "lg", "german": "de", "hungarian": "hu",
          "icelandic": "is", "indonesian": "id", "irish": "ga", "italian": "it", "latvian": "lv", "lithuanian": "lt",
          "malay": "ms", "maori": "mi", "nynorsk": "no", "polish": "pl", "portuguese": "pt", "romanian": "ro",
          "shona": "sn", "slovak": "sk", "slovene": "sl", "somali": "so", "sotho": "st", "spanish": "es",
          "swahili": "sw", "swedish": "sv", "tagalog": "tl", "tsonga": "ts", "tswana": "tn", "turkish": "tr",
          "vietnamese": "vi", "welsh": "cy", "xhosa": "xh", "yoruba": "yo", "zulu": "zu"}


def lingua(cache):
    """The sentences and words in the lingua-*-language-model crates (Apache-2.0)."""
    for name, lang in sorted(LINGUA.items()):
        folder = cache / f"lingua-{name}-language-model-1.3.0" / "testdata"
        for file in ["sentences.txt", "word-pairs.txt"]:
            for line in (folder / file).read_text().splitlines():
                if line.strip():
                    yield lang, line.strip()


def authored(here):
    """Social messages written for this training, one file a language (this project)."""
    for path in sorted((here / "authored").glob("*.txt")):
        for line in path.read_text().splitlines():
            if line.strip() and not line.startswith("##"):
                yield path.stem, line.strip()


def names(cache):
    """First names, family names and cities of all countries (Faker, MIT), and brands."""
    z = wheel(cache, "faker")
    out = set()
    for name in sorted(z.namelist()):
        if re.match(r"faker/providers/(person|address)/[a-z]{2}_[A-Z]{2}/__init__\.py$", name):
            text = z.read(name).decode()
            for block in re.findall(r"(?:first_names\w*|last_names\w*|cities|city_names?)[^=\n]*=\s*(?:OrderedDict)?\(?[\(\[{](.*?)\n    [\)\]}]",
                                    text, re.S):
                out.update(w for w in re.findall(r'"([^"\n]{3,20})"', block) if re.match(r"^[A-Za-zÀ-ɏ' -]+$", w))
    return sorted(out)
