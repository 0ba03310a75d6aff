#!/usr/bin/env python3
"""Bogofilter (Debian package), as a filter: one word list a family, the family's rows as spam, all others as ham.

python3 training/peers/bogofilter.py FIT.jsonl < drafts.jsonl > scores.jsonl

Noticed is what its own cutoff calls spam, in any family.
"""

import json, re, subprocess, sys, tempfile

FAMILIES = ["templated", "automated", "promotional"]


def main():
    rows = [json.loads(line) for line in open(sys.argv[1])]
    asked = mailbox(json.loads(line)["text"] for line in sys.stdin)
    answers = {}
    for family in FAMILIES:
        with tempfile.TemporaryDirectory() as words:
            for flag, wanted in ("-s", True), ("-n", False):
                ask(words, mailbox(row["text"] for row in rows if (family in row["labels"]) == wanted), flag)
            # One line a message: S, H or U for unsure, and the probability.
            answers[family] = [line.split() for line in ask(words, asked, "-T").splitlines()]
    for said in zip(*answers.values(), strict=True):
        scores = {family: float(score) for family, (_, score) in zip(FAMILIES, said)}
        print(json.dumps({"scores": scores, "noticed": any(class_ == "S" for class_, _ in said)}))


def ask(words, mails, flag):
    # Without a configuration of this machine's; exit status 0 to 2 is the class of the last message.
    command = ["bogofilter", "--no-config-file", "--bogofilter-dir", words, "-M", flag]
    done = subprocess.run(command, input=mails, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode > 2:
        sys.exit(f"bogofilter: {done.stderr}")
    return done.stdout


def mailbox(texts):
    return "".join(map(mail, texts))


def mail(text):
    body = re.sub("^(>*From )", r">\1", text, flags=re.MULTILINE)
    return f"From a@b Thu Jan  1 00:00:00 1970\nContent-Type: text/plain; charset=UTF-8\n\n{body}\n\n"


if __name__ == "__main__":
    main()
