#!/bin/sh
# Fills .cache with the sources of SOURCES.md: wheels from PyPI, one package from npm, crates through cargo.
set -eu
cd "$(dirname "$0")"
mkdir -p .cache
pip download --quiet --no-deps --only-binary :all: --require-hashes -d .cache -r corpora.txt
(cd .cache && npm pack --silent matrix-react-sdk@3.80.0)
echo "9a9eefaa2bc185b13d2bffec2948815d1e7b64d5d3a242576d09f3ab5b393523  .cache/matrix-react-sdk-3.80.0.tgz" | sha256sum -c -
# The versions and checksums of the crates are in peers/Cargo.lock.
cargo metadata --locked --format-version 1 --manifest-path peers/Cargo.toml | python3 -c '
import json, pathlib, sys
for package in json.load(sys.stdin)["packages"]:
    if package["name"].endswith("-language-model"):
        link = pathlib.Path(".cache") / "{name}-{version}".format(**package)
        link.unlink(missing_ok=True)
        link.symlink_to(pathlib.Path(package["manifest_path"]).parent)
'
