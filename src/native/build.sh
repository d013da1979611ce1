#!/bin/sh
# Builds tree-sitter with its Go grammar, optimised, as one shared library in target/natives/.
# The program finds it there by itself. Without a compiler or npm the slower natives of the jars serve.
# With `--fuzz` as the second argument it builds the program of fuzz.c in that folder instead.
set -eu

core=tree-sitter-0.25.1
core_sha256=07aeba8dd71630e7e72b2d4ca3bd2680c3471824100cc5ebff44e78a6ed0b6d3
grammar=tree-sitter-go-0.25.0
grammar_sha256=f7265544d6b297797dc3675c02b76fb182c177ce29fda10ac1f36e9ab33fd90e

root=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$root/target/natives}

skip() {
    echo "Natives: $1, so the slower ones of the jars serve."
    exit 0
}

for tool in cc npm tar; do
    command -v "$tool" >/dev/null 2>&1 || skip "there is no $tool on this machine"
done
sha256() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1
}

case $(uname -s) in
    Darwin) library=libheadroom-tree-sitter.dylib ;;
    *) library=libheadroom-tree-sitter.so ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # NAME-VERSION SHA256
    npm pack --silent --ignore-scripts "${1%-*}@${1##*-}" >/dev/null 2>&1 || skip "npm cannot fetch $1"
    if [ "$(sha256 "$1.tgz")" != "$2" ]; then
        echo "Natives: $1.tgz from npm is not the file this script was written for." >&2
        exit 1
    fi
    mkdir "$1"
    tar -xzf "$1.tgz" -C "$1" --strip-components=1
}
unpack "$core" "$core_sha256"
unpack "$grammar" "$grammar_sha256"

c=$core/vendor/tree-sitter/lib
fuzz=${2:-}
set -- -I"$c/include" -I"$c/src" -I"$grammar/src" "$c/src/lib.c" "$grammar/src/parser.c" \
    "$root/src/native/flat.c" "$root/src/native/headroom.c" "$root/src/native/quick_parser.c"
if [ "$fuzz" = --fuzz ]; then
    mkdir -p "$out"
    cc -O1 -g -std=gnu11 -fsanitize=address,undefined -fno-sanitize-recover=undefined \
        "$@" "$root/src/native/fuzz.c" -o "$out/fuzz"
    exit 0
fi
cc -O3 -std=gnu11 -fPIC -shared -fvisibility=hidden -fno-semantic-interposition "$@" -o "$library" \
    || skip "the compiler failed"

mkdir -p "$out"
# Put in place by a rename, so that a running program never maps half a file.
mv "$library" "$out/.$library.new"
mv "$out/.$library.new" "$out/$library"
echo "Natives: built $out/$library."
