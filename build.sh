#!/usr/bin/env bash
# Every task of the project.
#
#   ./build.sh              the same as ./build.sh build
#   ./build.sh build        the command, the wasm module, dist/chrome, dist/firefox and their zips
#   ./build.sh run [chrome|firefox] [--headless]   build, then open a browser with the extension on a page to try it on;
#                           with --headless a picture of a nudge and its report instead
#   ./build.sh test         build, then everything: formatting, lints, Rust, types, the add-on linter, both browsers
#   ./build.sh bench [--messages N] [--idle SECONDS]   build, then everything's cost beside its peers: docs/BENCHMARKS.md
#   ./build.sh matrix       build, then every composer of every site in both browsers; writes the tables of README.md and
#                           docs/SITES.md. BROWSERS and ROWS (a regular expression) choose
#   ./build.sh soak [chromium|firefox|all] [ACTIONS] [SEED]   random actions in both browsers, 10,000 each
#   ./build.sh fuzz [TARGET|all] [SECONDS] [LIBFUZZER OPTION...]   inputs that nobody would think of, for 60 seconds each
#   ./build.sh package [--verify]   build, lint, the zip of the sources that a store asks for, and the npm package;
#                           --verify builds the commit in another folder too and compares the bytes
#   ./build.sh audit        known vulnerabilities in what is pinned
#   ./build.sh clean        forget everything built
#   ./build.sh help         this text
#
# It needs a Rust compiler, a C linker and Node; what Debian can supply is installed where that is allowed (root, or
# sudo without a password), and otherwise the command to run is printed and the script ends with 3.
# Environment: CHROME_BIN and FIREFOX_BIN name the browsers.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# Without symbolic links, as the compiler sees it
root=$(pwd -P)

readonly wasm_target=wasm32-unknown-unknown
# Chrome 91 and Firefox 89 have it: a dot product of bytes runs 2.5 times as fast. rustc's own defaults bring
# bulk memory, reference types, sign extension and non-trapping conversions.
readonly wasm_features=+simd128
# Without the bound all that is called from one place becomes one function of 110 kB, which takes a browser's first compiler
# 25 ms and its second one makes 7 % slower code of.
readonly wasm_opt=(-O3 --one-caller-inline-max-function-size=300)
readonly node_minimum=20.19.0
readonly stamps=$root/target/stamps
readonly temp=$root/target/tmp.$$
readonly logs=$root/target/logs

# One folder for all of cargo's output whatever the user's settings say: paths below count on it
export CARGO_TARGET_DIR=$root/target
unset CARGO_BUILD_TARGET
[[ -t 2 ]] || export CARGO_TERM_QUIET=${CARGO_TERM_QUIET:-true}

# ---------------------------------------------------------------------------------------------------- small helpers

say() { printf '%s\n' "$*"; }

die() { # CODE LINE...
  local code=$1
  shift
  printf 'build.sh: %s\n' "$@" >&2
  exit "$code"
}

have() { command -v "$1" >/dev/null 2>&1; }

# Whether version $2 is at least $1
at_least() { printf '%s\n%s\n' "$1" "$2" | sort -VC; }

# One hash over names and contents
hash_files() { sha256sum -- "$@" | sha256sum | cut -d' ' -f1; }

# A step is skipped while its key (what it reads) is what it was and its outputs are there
fresh() { # STEP KEY OUTPUT...
  [[ -f $stamps/$1 && $(<"$stamps/$1") == "$2" ]] || return 1
  local output
  for output in "${@:3}"; do [[ -e $output ]] || return 1; done
}

stamp() { # STEP KEY
  mkdir -p "$stamps"
  printf '%s\n' "$2" >"$stamps/$1"
}

# Nothing is written in place: a build cut short leaves the old result or none
replace() { # NEW OLD
  mkdir -p "$(dirname "$2")"
  rm -rf "$2"
  mv "$1" "$2"
}

# Runs a talkative command in silence; what it said is shown only where it failed
quietly() { # LOG COMMAND...
  local log=$logs/$1.log
  shift
  mkdir -p "$logs"
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    die 1 "failed: $*" "the whole log: $log"
  fi
}

# A command that may wait for a network that is not there
bounded() { # SECONDS COMMAND...
  if have timeout; then timeout --foreground -k 5 "$@"; else "${@:2}"; fi
}

package_version() { # NAME LOCKFILE
  awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/version = |"/, ""); print; exit }' "$2"
}

manifest_value() { # KEY: from the package table, which comes first
  awk -F'"' -v key="$1" '$1 == key " = " { print $2; exit }' Cargo.toml
}

# ------------------------------------------------------------------------------------------------ what must be there

# Debian's packages, where this user may install them
apt_install() { # WHY PACKAGE...
  local why=$1 sudo=()
  shift
  # --no-remove: Debian's two Rusts exclude each other, and no build may take a user's compiler away
  local install=(apt-get install -y --no-install-recommends --no-remove -o DPkg::Lock::Timeout=120 "$@")
  [[ $EUID -eq 0 ]] || sudo=(sudo)
  have apt-get || die 3 "$why: install what Debian calls $*"
  if [[ $EUID -ne 0 ]] && ! sudo -n true 2>/dev/null; then
    die 3 "$why. Run this, then ./build.sh again:" "  sudo apt-get update && sudo apt-get install $*"
  fi
  say "setup: installing $* ($why)"
  quietly apt-update "${sudo[@]}" apt-get update
  quietly apt-install "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"
}

ensure_node() {
  if ! have node || ! have npm; then die 3 "Node $node_minimum or newer with npm is missing: https://nodejs.org"; fi
  local version
  version=$(node -p process.versions.node)
  at_least "$node_minimum" "$version" || die 3 "Node $node_minimum or newer is needed, found $version: https://nodejs.org"
}

# Debian's rustc brings its own
ensure_linker() {
  have cc || apt_install "Rust needs a C linker" gcc libc6-dev
}

# The npm packages of a folder; its .npmrc keeps their install scripts from running
ensure_node_modules() { # FOLDER WHAT
  local key
  key=$(hash_files "$1/package.json" "$1/package-lock.json")
  # the stamp lives in the folder it speaks of
  [[ -f $1/node_modules/.stamp && $(<"$1/node_modules/.stamp") == "$key" ]] && return
  say "npm: installing $2"
  quietly npm-ci npm --prefix "$1" ci
  printf '%s\n' "$key" >"$1/node_modules/.stamp"
}

# What the browser tests, the benchmark and the try-it page need
ensure_test_tools() {
  ensure_node_modules tests/browser "the editors and browser drivers of the tests"
  ensure_browsers
  # not everywhere to be had: without it one test says that it was skipped
  have valgrind || (apt_install "a test counts instructions" valgrind) || say "test: instructions will not be counted"
}

# The first of the named commands that is there
first_command() {
  local name
  for name in "$@"; do
    if [[ -n $name ]] && have "$name"; then
      command -v "$name"
      return
    fi
  done
}

find_browsers() {
  CHROME_BIN=$(first_command "${CHROME_BIN:-}" chromium chromium-browser google-chrome google-chrome-stable)
  FIREFOX_BIN=$(first_command "${FIREFOX_BIN:-}" firefox-esr firefox)
}

# Sets and exports CHROME_BIN and FIREFOX_BIN
ensure_browsers() {
  local missing=()
  find_browsers
  [[ -n $CHROME_BIN ]] || missing+=(chromium)
  [[ -n $FIREFOX_BIN ]] || missing+=(firefox-esr)
  if ((${#missing[@]})); then
    apt_install "browsers to try the extension in; CHROME_BIN and FIREFOX_BIN name others" "${missing[@]}"
    find_browsers
    [[ -n $CHROME_BIN && -n $FIREFOX_BIN ]] || die 3 "still no ${missing[*]} after installing"
  fi
  export CHROME_BIN FIREFOX_BIN
}

# ------------------------------------------------------------------------------------------------------ which Rust
#
# Two ways lead to a wasm module. "prebuilt": the Rust on the PATH has, or rustup fetches, the standard library for
# wasm. "build-std": where rustup has no network, Debian's own rustc and its library sources build it here.
# Equivalent modules, not the same bytes: dist/toolchain.json says which one made a package.

rust_release() { # RUSTC
  "$1" -vV 2>/dev/null | awk '$1 == "release:" { sub(/-.*/, "", $2); print $2 }'
}

# A cargo and rustc on the PATH, new enough for this package
host_rust_works() {
  have cargo && cargo -V >/dev/null 2>&1 || return 1
  local release
  release=$(rust_release rustc) || return 1
  at_least "$(manifest_value rust-version)" "$release"
}

host_has_wasm() {
  compgen -G "$(rustc --print target-libdir --target "$wasm_target")/libstd-*.rlib" >/dev/null
}

# Tried once: where Debian's way was taken, later builds do not wait for the network again
rustup_adds_wasm() {
  have rustup && [[ ! -f $stamps/build-std ]] || return 1
  say "setup: rustup target add $wasm_target"
  mkdir -p "$logs"
  bounded 60 env RUSTUP_MAX_RETRIES=1 rustup target add "$wasm_target" >"$logs/rustup.log" 2>&1 && return
  say "setup: rustup could not fetch it (why: target/logs/rustup.log)"
  return 1
}

# The compiler that dpkg put there, never rustup's shims: both answer to the same names
readonly system_cargo=/usr/bin/cargo system_rustc=/usr/bin/rustc

system_rust_works() {
  [[ -x $system_cargo && -x $system_rustc ]] || return 1
  at_least "$(manifest_value rust-version)" "$(rust_release "$system_rustc")" || return 1
  [[ -f $(system_sources)/library/std/Cargo.toml ]]
}

system_sources() {
  printf '%s/lib/rustlib/src/rust' "$("$system_rustc" --print sysroot)"
}

# Any linker will do: after wasm-bindgen and wasm-opt, LLVM 14's and LLVM 22's gave the same bytes
wasm_linker() {
  first_command wasm-ld wasm-ld-{22,21,20,19,18,17,16,15,14} \
    "${RUSTUP_HOME:-$HOME/.rustup}"/toolchains/*/lib/rustlib/*/bin/rust-lld
}

ensure_system_rust() {
  if ! system_rust_works || [[ -z $(wasm_linker) ]]; then
    apt_install "no standard library for $wasm_target" rustc-web cargo-web rust-web-src lld
    system_rust_works || die 3 "Debian's Rust is older than $(manifest_value rust-version), or has no sources"
  fi
}

# Sets wasm_std to prebuilt or build-std, and wasm_rustc to the compiler's one line about itself
choose_rust() {
  if host_rust_works && ensure_linker && { host_has_wasm || { rustup_adds_wasm && host_has_wasm; }; }; then
    wasm_std=prebuilt
    wasm_rustc=$(rustc -V)
    return
  fi
  ensure_system_rust
  hash -r
  wasm_std=build-std
  wasm_rustc=$("$system_rustc" -V)
  stamp build-std "$wasm_rustc"
}

# The Rust for the command and the tools: the one on the PATH unless it is missing or too old
native_cargo() {
  if host_rust_works; then cargo "$@"; else system_rust "$system_cargo" "$@"; fi
}

# Runs a command with Debian's compiler, undoing what rustup's cargo sets for the processes it starts
system_rust() {
  env -u CARGO -u RUSTUP_TOOLCHAIN -u LD_LIBRARY_PATH \
    PATH="/usr/bin:$PATH" RUSTC="$system_rustc" RUSTDOC=/usr/bin/rustdoc "$@"
}

# Cargo for the module, its own folder beside the native one: SUBCOMMAND ARGUMENT...
wasm_cargo() {
  local -x CARGO_TARGET_DIR=$root/target/wasm CARGO_ENCODED_RUSTFLAGS
  CARGO_ENCODED_RUSTFLAGS=$(wasm_rustflags)
  local arguments=(--locked --lib --target "$wasm_target" --no-default-features "${@:2}")
  if [[ $wasm_std == prebuilt ]]; then
    cargo "$1" "${arguments[@]}"
  else
    # the bootstrap variable opens -Zbuild-std on a stable compiler
    RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$(wasm_linker) \
      system_rust "$system_cargo" "$1" -Zbuild-std=std,panic_abort "${arguments[@]}"
  fi
}

# Separated by the unit separator, as cargo wants them, so that folders may have spaces in their names. The paths that
# panics name are made the same on every machine, whoever builds in whichever folder.
wasm_rustflags() {
  local flags=(
    "-Ctarget-feature=$wasm_features"
    "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src=/cargo"
    "--remap-path-prefix=$root=/sincerely"
  )
  if [[ $wasm_std == build-std ]]; then
    local sources commit
    sources=$(system_sources)
    commit=$("$system_rustc" -vV | awk '$1 == "commit-hash:" { print $2 }')
    flags+=("--remap-path-prefix=$sources=/rustc/$commit" "--remap-path-prefix=$(realpath "$sources")=/rustc/$commit")
  fi
  local IFS=$'\x1f'
  printf '%s' "${flags[*]}"
}

# ------------------------------------------------------------------------------------------------------------ build

build_command() {
  say "command: cargo build --release"
  native_cargo build --release --locked
}

# wasm-bindgen's own library under a 40-line program: its command cannot be installed with its lock file
build_bindgen() {
  local crate cli key
  crate=$(package_version wasm-bindgen Cargo.lock)
  cli=$(package_version wasm-bindgen-cli-support extension/bindgen/Cargo.lock)
  [[ $crate == "$cli" ]] || die 1 "Cargo.lock has wasm-bindgen $crate, extension/bindgen/Cargo.lock has $cli:" \
    "  set both Cargo.toml to one version, then run cargo update in both folders"
  key=$(hash_files extension/bindgen/Cargo.{toml,lock} extension/bindgen/src/main.rs)
  fresh bindgen "$key" target/tools/release/bindgen && return
  say "bindgen: building wasm-bindgen $cli"
  CARGO_TARGET_DIR=$root/target/tools native_cargo build --release --locked --manifest-path extension/bindgen/Cargo.toml
  stamp bindgen "$key"
}

# extension/wasm: the module and its glue, where the extension, its types and the tests all find it
build_module() {
  local raw=target/wasm/$wasm_target/wasm/sincerely.wasm key out=$temp/wasm
  if [[ $wasm_std == prebuilt ]]; then say "wasm: cargo build with $wasm_rustc"
  else say "wasm: cargo build with Debian's $wasm_rustc, standard library from source"; fi
  wasm_cargo build --profile wasm
  key=$(hash_files "$raw" "$stamps/bindgen" extension/package-lock.json)-${wasm_opt[*]}
  fresh module "$key" extension/wasm/{sincerely.js,sincerely_bg.wasm,tables.bin} && return
  say "wasm: wasm-bindgen and wasm-opt ${wasm_opt[*]}"
  target/tools/release/bindgen "$raw" "$out" web
  target/release/sincerely tables >"$out/tables.bin"
  extension/node_modules/.bin/wasm-opt "${wasm_opt[@]}" "$out/sincerely_bg.wasm" -o "$out/optimised.wasm"
  mv "$out/optimised.wasm" "$out/sincerely_bg.wasm"
  replace "$out" extension/wasm
  # here, not beside the rest: brotli takes longer than all of build_dist
  sizes module extension/wasm/*.{js,wasm,bin}
  stamp module "$key"
}

# dist/: what is laid out and shipped is the table in extension/build/assemble.mjs
build_dist() {
  local key out=$temp/dist zips=(dist/sincerely-{chrome,firefox}-"$version".zip)
  key=$(dist_key)
  fresh dist "$key" dist/toolchain.json dist/chrome dist/firefox "${zips[@]}" && return
  say "extension: dist/chrome and dist/firefox"
  node extension/build/smoke.mjs
  node extension/build/assemble.mjs "$out" "$version"
  toolchain_json >"$out/toolchain.json"
  replace "$out" dist
  sizes dist dist/chrome/content/*.js "${zips[@]}"
  stamp dist "$key"
}

# Keeps a part of the size table: NAME FILE...
sizes() {
  mkdir -p target/sizes
  node extension/build/sizes.mjs "${@:2}" >"target/sizes/$1"
}

dist_key() {
  {
    toolchain_json
    find extension src/nudge \( -name node_modules -o -name bindgen \) -prune -o -type f -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d' ' -f1
}

toolchain_json() {
  cat <<JSON
{
  "version": "$version",
  "rustc": "$wasm_rustc",
  "standard_library": "$wasm_std",
  "target_features": "$wasm_features",
  "wasm_bindgen": "$(package_version wasm-bindgen Cargo.lock)",
  "wasm_opt": "${wasm_opt[*]}",
  "binaryen": "$(npm_version binaryen)",
  "esbuild": "$(npm_version esbuild)",
  "wasm_sha256": "$(sha256sum extension/wasm/sincerely_bg.wasm | cut -d' ' -f1)"
}
JSON
}

npm_version() {
  awk -F'"' -v key="$1" '$2 == key { print $4; exit }' extension/package.json
}

# One build at a time in a folder: the second waits, then finds nothing left to do
build() {
  mkdir -p target
  if have flock; then
    exec {lock}>target/build.lock
    flock -n "$lock" || { say "waiting for another build in this folder" && flock "$lock"; }
  fi
  # what a killed build left; only the holder of the lock has one
  rm -rf target/tmp.*
  mkdir -p "$temp"
  trap 'rm -rf "$temp"' EXIT
  version=$(manifest_value version)
  ensure_node
  choose_rust
  build_command
  ensure_node_modules extension "the pinned build tools"
  build_bindgen
  build_module
  build_dist
  rm -rf "$temp"
  [[ -z ${lock:-} ]] || exec {lock}>&-
}

# ------------------------------------------------------------------------------------------------------ other tasks

task_build() {
  build
  cat target/sizes/module target/sizes/dist
  say "built: target/release/sincerely, dist/chrome, dist/firefox"
}

task_run() { # [chrome|firefox] [--headless]
  local browser=chrome headless=
  for argument in "$@"; do
    case $argument in
      chrome | firefox) browser=$argument ;;
      --headless) headless=--headless ;;
      *) die 2 "run [chrome|firefox] [--headless]" ;;
    esac
  done
  if [[ -z $headless && -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} && $OSTYPE != darwin* ]]; then
    die 2 "there is no screen to open a window on: ./build.sh run $browser --headless saves a picture"
  fi
  build
  ensure_test_tools
  # The package may run on the sites only; this build may on localhost too.
  node extension/build/assemble.mjs target/development "$version" --development
  node tests/browser/run.mjs target/development "$browser" $headless
}

web_ext() { NO_UPDATE_NOTIFIER=1 extension/node_modules/.bin/web-ext --no-config-discovery "$@"; }

check_rust() {
  ensure_lints
  say "test: formatting and lints"
  native_cargo fmt --check
  native_cargo fmt --check --manifest-path extension/bindgen/Cargo.toml
  native_cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
  native_cargo clippy --locked --all-targets -- -D warnings
  # with build-std there may be no clippy that fits that compiler: the same code, checked for the host
  if [[ $wasm_std == prebuilt ]]; then wasm_cargo clippy -- -D warnings
  else native_cargo clippy --locked --lib --no-default-features -- -D warnings; fi
  say "test: Rust and its documentation"
  native_cargo test --locked
  RUSTDOCFLAGS="-D warnings" native_cargo doc --locked --no-deps --lib
}

ensure_lints() {
  native_cargo fmt --version >/dev/null 2>&1 && native_cargo clippy --version >/dev/null 2>&1 && return
  if host_rust_works && have rustup; then die 3 "rustfmt and clippy are missing: rustup component add rustfmt clippy"; fi
  apt_install "formatting and lints" rustfmt-web rust-web-clippy
}

check_extension() {
  say "test: types and the add-on linter"
  extension/node_modules/.bin/tsc -p extension/jsconfig.json
  quietly web-ext web_ext lint --source-dir dist/firefox --warnings-as-errors
}

# One browser at a time: a test that waits for a pause must not wait for another browser too
check_browsers() {
  say "test: the shell's parts, then the whole in Chromium and Firefox"
  (cd tests/browser && node --test --test-concurrency=1 --test-reporter=spec unit/*.test.mjs ./*.test.mjs)
}

task_test() {
  build
  ensure_test_tools
  check_rust
  check_extension
  check_browsers
}

# The tables are written whatever failed
task_matrix() {
  local failed=0
  build
  ensure_test_tools
  mkdir -p target/matrix
  (cd tests/browser && MATRIX=all node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=./matrix/report.mjs --test-reporter-destination=../../target/matrix/results.json matrix.test.mjs) || failed=$?
  node tests/browser/matrix/table.mjs target/matrix/results.json
  return "$failed"
}

# Everything in one run, which takes some twenty minutes: ten of them are idle
task_bench() { # [--messages N] [--idle SECONDS]
  build
  ensure_test_tools
  ensure_node_modules training/peers "linters of prose, to be measured beside"
  node tests/bench/report.mjs "$@" >"$temp.report"
  replace "$temp.report" docs/BENCHMARKS.md
  sed -n '/^## The bars/,/^## Natively/p' docs/BENCHMARKS.md | sed '$d'
  say "written: docs/BENCHMARKS.md"
}

task_soak() {
  build
  ensure_test_tools
  (cd tests/browser && node soak.mjs "$@")
}

# cargo-fuzz's layout and flags without cargo-fuzz, which wants a nightly compiler: without a sanitizer (the package has
# no unsafe code) coverage and comparisons are traced on a stable one.
# https://github.com/rust-fuzz/cargo-fuzz/blob/main/src/project.rs
task_fuzz() { # [TARGET|all] [SECONDS] [OPTION...]
  local target=all seconds host pass name names coverage=(--cfg fuzzing -Cpasses=sancov-module -Ccodegen-units=1)
  if [[ ${1:-} =~ ^[a-z] ]]; then target=$1 && shift; fi
  seconds=${1:-60}
  shift || true
  mapfile -t names < <(sed -n 's/.*Target { name: "\([a-z0-9]*\)".*/\1/p' tests/fuzz/targets/mod.rs)
  [[ $seconds =~ ^[0-9]+$ && " all ${names[*]} " == *" $target "* ]] ||
    die 2 "fuzz [TARGET] [SECONDS] [LIBFUZZER OPTION...], and a target is one of: all ${names[*]}"
  have c++ || apt_install "the fuzzer is written in C++" g++
  for pass in level=4 trace-compares inline-8bit-counters pc-table; do
    coverage+=("-Cllvm-args=-sanitizer-coverage-$pass")
  done
  host=$(rustc -vV | awk '$1 == "host:" { print $2 }')
  say "fuzz: cargo build, every branch counted"
  (
    export CARGO_TARGET_DIR=$root/tests/fuzz/target RUSTFLAGS="${coverage[*]}"
    native_cargo build --release --locked --target "$host" --manifest-path tests/fuzz/Cargo.toml
  )
  [[ $target == all ]] || names=("$target")
  for name in "${names[@]}"; do
    say "fuzz: $name for $seconds seconds"
    mkdir -p "tests/fuzz/corpus/$name" "tests/fuzz/artifacts/$name"
    FUZZ_TARGET=$name FUZZ_SEEDS=tests/fuzz/corpus/$name "tests/fuzz/target/$host/release/sincerely-fuzz" \
      -max_total_time="$seconds" -timeout=10 -max_len=4096 -verbosity=0 -print_final_stats=1 -dict=tests/fuzz/words.dict \
      -artifact_prefix="tests/fuzz/artifacts/$name/" "$@" "tests/fuzz/corpus/$name"
  done
}

# What a store asks for: the packages, and the sources that give the same bytes
task_package() { # [--verify]
  [[ -z ${1:-} || $1 == --verify ]] || die 2 "package [--verify]"
  build
  check_extension
  [[ -z $(git status --porcelain) ]] || die 1 "the sources are packed from the last commit: commit first"
  git archive --format=zip --prefix=sincerely/ -o "dist/sincerely-source-$version.zip" HEAD
  say "package: as crates.io would take it"
  native_cargo publish --dry-run --locked
  node extension/build/npm.mjs "$temp.npm" "$version"
  (cd "$temp.npm" && npm pack --silent --pack-destination "$root/dist" >/dev/null)
  rm -rf "$temp.npm"
  [[ -z ${1:-} ]] || verify_package
  sha256sum dist/*.zip dist/*.tgz
}

# Builds what was committed once more, in another folder, with the toolchain that dist/toolchain.json names
verify_package() {
  local other zip
  other=$(mktemp -d "${TMPDIR:-/tmp}/sincerely elsewhere.XXXXXX")
  say "verify: a second build, in $other"
  git archive HEAD | tar -x -C "$other"
  # one stamp tells which way leads to wasm, so that both builds take the same
  [[ ! -f $stamps/build-std ]] || { mkdir -p "$other/target/stamps" && cp "$stamps/build-std" "$other/target/stamps/"; }
  (unset CARGO_TARGET_DIR && "$other/build.sh" build >"$logs/verify.log" 2>&1) ||
    die 1 "the second build failed: target/logs/verify.log"
  cmp dist/toolchain.json "$other/dist/toolchain.json" || die 1 "not the same toolchain or module: $other/dist/toolchain.json"
  for zip in dist/sincerely-{chrome,firefox}-"$version".zip; do
    cmp "$zip" "$other/$zip" || die 1 "$zip is not what $other/$zip is"
  done
  rm -rf "$other"
  say "verify: two folders, the same bytes"
}

# Exit 1 when something is known, 3 when it cannot be known: no list of advisories could be had
task_audit() {
  local unknown=() found=0 folder lock
  for folder in extension tests/browser; do
    audit "npm, $folder" npm --prefix "$folder" audit
  done
  for lock in Cargo.lock extension/bindgen/Cargo.lock tests/fuzz/Cargo.lock; do
    if cargo deny --version >/dev/null 2>&1; then
      audit "cargo, $lock" cargo deny --locked --manifest-path "${lock%.lock}.toml" check --config "$root/deny.toml" advisories
    elif have cargo-audit; then audit "cargo, $lock" cargo audit --file "$lock"
    else unknown+=("cargo, $lock: neither cargo-deny nor cargo-audit is there: cargo install cargo-deny --locked"); fi
  done
  ((found == 0)) || die 1 "known vulnerabilities, see above"
  ((${#unknown[@]} == 0)) || die 3 "not known whether there is anything:" "${unknown[@]/#/  }"
  say "audit: nothing known"
}

# Adds to found or unknown
audit() { # WHAT COMMAND...
  local what=$1 said status=0
  shift
  said=$(bounded 120 "$@" 2>&1) || status=$?
  if ((status == 0)); then say "audit: $what: nothing known"
  elif ((status == 124)) || grep -qiE 'audit endpoint|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|network|failed to fetch|could not (fetch|resolve)|error: couldn.t fetch' <<<"$said"; then
    unknown+=("$what: its list could not be reached ($(grep -iE -m1 'audit|fetch|ENOTFOUND|ECONN|network' <<<"$said" | cut -c1-100))")
  else
    found=1
    printf '%s\n' "$said" >&2
  fi
}

task_clean() { rm -rf target dist extension/wasm {extension,tests/browser}/node_modules tests/fuzz/{target,corpus}; }

# The comment at the top
task_help() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' build.sh; }

main() {
  local task=${1:-build}
  shift || true
  case $task in
    build | run | test | matrix | bench | soak | fuzz | package | audit | clean | help) "task_$task" "$@" ;;
    -h | --help) task_help ;;
    *) task_help >&2 && exit 2 ;;
  esac
}

main "$@"
