#!/usr/bin/env bash
# Writes training/REPORT.md and training/SHIPPED.md: training/report.sh DATA [MODEL]
#
# DATA is a folder of labelled JSON Lines. MODEL is what `train.py DATA --hold-out` wrote; without it that fit is made first,
# which takes ten minutes and more. Exit status 1 when the figures are below training/floor.toml. PYTHON names the Python of
# training/model/requirements.txt (.venv/bin/python), SAMPLE how many rows other tools are asked about (3000). A tool that
# cannot be had is named in the report.
set -euo pipefail

[[ $# == 1 || $# == 2 ]] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
data=$(realpath "$1")
held_out=${2:+$(realpath "$2")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=${PYTHON:-.venv/bin/python}
work=target/report
model=src/model/model.bin

mkdir -p "$work"
cp "$model" "$work/shipped.bin"
trap 'cp "$work/shipped.bin" "$model"' EXIT
if [[ -n $held_out ]]; then
  cp "$held_out" "$model"
else
  "$python" training/model/train.py "$data" --hold-out
  cp "$model" "$work/held-out.bin"
fi
cargo build --release --locked --bin sincerely
cp target/release/sincerely "$work/sincerely"
cp "$work/shipped.bin" "$model"

"$python" training/split.py "$data" "$work"
beside=()
# NAME COMMAND TEST...: asks a tool if the test succeeds, or else has the report say that it is missing.
peer() {
  if "${@:3}" >/dev/null 2>&1; then beside+=(--beside "$1=$2"); else beside+=(--beside "$1="); fi
}
peer 'TF-IDF baseline' "$python training/peers/baseline.py $work/fit.jsonl" "$python" -c 'import sklearn'
peer bogofilter "$python training/peers/bogofilter.py $work/fit.jsonl" bogofilter -V
(cd training/peers && npm ci --no-fund --no-audit >/dev/null) || true
for tool in harper.js write-good alex; do
  package=training/peers/node_modules/$tool/package.json
  version=$(sed -n 's/^  "version": "\(.*\)",\{0,1\}$/\1/p' "$package" 2>/dev/null || true)
  peer "$tool${version:+ $version}" "node training/peers/prose.mjs $tool" test -f "$package"
done

note_on_both="\
The rules were measured on every set while they were written, as their admission asks: what they catch here is what they
catch at home. Among the human rows of bluesky, x_posts_2026 and corporate_messaging that are noticed, many are
advertisements that their source did not label: a shop's goods with its address, a host's offer, an album with links.

The data is not part of the repository; \`training/report.sh DATA\` writes this again ([how](README.md))."

missed=0
"$work/sincerely" eval "$work/never fitted" "$work/other rows fitted" --floor training/floor.toml \
  --sample "${SAMPLE:-3000}" "${beside[@]}" --report training/REPORT.md --note <(cat <<END
Of a judge that has seen none of these rows: fitted like the one that is shipped, but with rows kept from it. **Never fitted**:
sets of which no row is in the fit. **Other rows fitted**: three tenths of a set; the rest is in the fit, and rows of one source
resemble each other. What is shipped is measured on all rows in [another report](SHIPPED.md).

$note_on_both

The baseline (TF-IDF of words and letters, logistic regression) and bogofilter are trained on the rows of the same fit; what they
take for more likely than not, and spam, they notice. The linters of prose are as they come, and made for English: see the row
\`en\`. They were not made to find what is looked for here; they stand here for what an extension that speaks up at a text box
catches and disturbs today. Their score is remarks a word.
END
) || missed=$?
[[ $missed -le 1 ]] || exit "$missed"

cargo build --release --locked --bin sincerely
target/release/sincerely eval "$data" --report training/SHIPPED.md --note <(cat <<END
Of the judge as it is shipped, on all rows. Most of the licensed ones are in its fit: what it catches of them says little, whom it
disturbs says what a person may expect. On rows it has not seen it is measured in [the report](REPORT.md).

$note_on_both
END
)
exit "$missed"
