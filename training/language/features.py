"""The features of a word: the same arithmetic as src/text/language.rs, to the bit.

A word is folded to the letters a-z, five bits a symbol, with a boundary on both sides. Its features are its three- and
four-letter sequences, the whole of it when it has three to ten letters, and each mark (accent, cedilla, stroke) together
with the letter that carries it. A feature is a 64-bit key; `place` turns the key into a slot and a fingerprint.
"""

import unicodedata
from functools import lru_cache

BOUNDARY, APOSTROPHE = 0, 27
MAX_PART = 24  # symbols of one word that are read
WHOLE = range(3, 11)  # lengths at which the whole word is a feature; shorter ones are one n-gram anyway
TAG_TRI, TAG_QUAD, TAG_WORD, TAG_MARK = 1 << 56, 2 << 56, 3 << 56, 4 << 56
SLOT_BITS, PRINT_BITS = 13, 8
MULTIPLIER = 0x9E3779B97F4A7C15

# Combining mark -> class 1..18; marks without a class are skipped.
MARKS = {0x300: 1, 0x301: 2, 0x302: 3, 0x303: 4, 0x304: 5, 0x306: 6, 0x307: 7, 0x308: 8, 0x309: 9, 0x30A: 10, 0x30B: 11,
         0x30C: 12, 0x31B: 13, 0x323: 14, 0x326: 15, 0x327: 16, 0x328: 17, 0x331: 18}
STROKE, LIGATURE, HOOK, SHARP, DOTLESS = 20, 21, 22, 23, 24
# Letters that Unicode does not decompose: base letters, and a class of mark for what the folding loses.
PLAIN = {"ß": ("ss", SHARP), "æ": ("ae", LIGATURE), "œ": ("oe", LIGATURE), "ø": ("o", STROKE), "ł": ("l", STROKE),
         "đ": ("d", STROKE), "ħ": ("h", STROKE), "ŧ": ("t", STROKE), "ð": ("d", HOOK), "þ": ("th", HOOK),
         "ı": ("i", DOTLESS), "ŋ": ("n", HOOK), "ə": ("e", HOOK), "ɓ": ("b", HOOK), "ɗ": ("d", HOOK), "ƙ": ("k", HOOK),
         "ƴ": ("y", HOOK)}
# The two blocks of Latin letters that `letters.bin` describes, as half-open ranges of code points.
BLOCKS = [(0xC0, 0x260), (0x1E00, 0x1F00)]


def describe(cp):
    """A Latin letter beyond ASCII as sixteen bits: base | second << 5 | mark << 10, `second` a base when bit 15 is
    set and else another mark. Zero: not a letter that folds."""
    ch = chr(cp).lower()
    if ch[0] in PLAIN:
        bases, mark = PLAIN[ch[0]]
        b = [ord(c) - 96 for c in bases]
        return (b[0] | b[1] << 5 | mark << 10 | 1 << 15) if len(b) == 2 else b[0] | mark << 10
    parts = unicodedata.normalize("NFD", ch)
    if not "a" <= parts[0] <= "z":
        return 0
    marks = [MARKS[ord(c)] for c in parts[1:] if ord(c) in MARKS] + [0, 0]
    return ord(parts[0]) - 96 | marks[1] << 5 | marks[0] << 10


LETTERS = {cp: describe(cp) for lo, hi in BLOCKS for cp in range(lo, hi)}


def plain(cp):
    """ASCII behind the letters people dress up with: full width, circled, mathematical bold and italic."""
    if 0xFF21 <= cp <= 0xFF5A:
        return cp - 0xFEE0
    if 0x24B6 <= cp <= 0x24E9:
        return (cp - 0x24B6) % 26 + 97
    if 0x1D400 <= cp < 0x1D6A4:
        return (cp - 0x1D400) % 26 + 97
    return cp


def parts(word):
    """The runs of letters of a word: (symbols, marks) each."""
    symbols, marks, quote = [], [], False

    def push(s):
        nonlocal quote
        if quote and symbols and len(symbols) < MAX_PART:
            symbols.append(APOSTROPHE)
        quote = False
        if len(symbols) >= 2 and symbols[-1] == symbols[-2] == s:
            return  # sooooo reads as soo
        if len(symbols) < MAX_PART:
            symbols.append(s)

    for ch in word:
        cp = plain(ord(ch))
        low = cp | 32
        if 97 <= low <= 122 and cp < 128:
            push(low - 96)
            continue
        info = LETTERS.get(cp, 0)
        if info:
            base, second, mark = info & 31, info >> 5 & 31, info >> 10 & 31
            push(base)
            if mark:
                marks.append((base, mark))
            if info >> 15:
                push(second)
            elif second:
                marks.append((base, second))
        elif cp in MARKS:
            if symbols:
                marks.append((symbols[-1], MARKS[cp]))
        elif 0x300 <= cp < 0x370 or cp in (0xAD, 0x200B, 0x200C, 0x200D, 0xFE0E, 0xFE0F):
            pass
        elif cp in (0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019):
            quote = True
        else:
            if symbols:
                yield symbols, marks
            symbols, marks, quote = [], [], False
    if symbols:
        yield symbols, marks


def keys_of_part(symbols, marks):
    out, last, seen, whole = [], 0, 1, 0
    for s in symbols + [BOUNDARY]:
        last = (last << 5 | s) & 0xFFFFF
        seen += 1
        if seen >= 3:
            out.append(TAG_TRI | last & 0x7FFF)
        if seen >= 4:
            out.append(TAG_QUAD | last)
    if len(symbols) in WHOLE:
        for s in symbols:
            whole = whole << 5 | s
        out.append(TAG_WORD | whole)
    out.extend(TAG_MARK | b << 5 | m for b, m in marks)
    return out


@lru_cache(maxsize=None)
def keys(word):
    return tuple(k for symbols, marks in parts(word) for k in keys_of_part(symbols, marks))


def place(key):
    """Slot in the table and fingerprint of a key."""
    h = (key * MULTIPLIER & (1 << 64) - 1) >> (64 - SLOT_BITS - PRINT_BITS)
    return h >> PRINT_BITS, h & (1 << PRINT_BITS) - 1


def show(key):
    """A key for people."""
    alphabet = "^abcdefghijklmnopqrstuvwxyz'"
    tag, k = key >> 56, key & (1 << 56) - 1
    if tag == 4:
        return f"mark {alphabet[k >> 5 & 31]}+{k & 31}"
    text = ""
    while k:
        text = alphabet[k & 31] + text
        k >>= 5
    return f"<{text}>" if tag == 3 else text.rjust(3 if tag == 1 else 4, "^")
