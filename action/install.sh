#!/usr/bin/env bash
# Installs one release of iamwhy, and only if it is the very file whose checksum stands in this repository.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# Another place to fetch releases from: a mirror, or a folder in the tests of this script.
releases="${IAMWHY_RELEASES:-https://github.com/iamwhy/iamwhy/releases/download}"
checksums="${IAMWHY_CHECKSUMS:-$here/checksums.txt}"

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) target=x86_64-unknown-linux-musl ;;
  Linux-aarch64 | Linux-arm64) target=aarch64-unknown-linux-musl ;;
  Darwin-x86_64) target=x86_64-apple-darwin ;;
  Darwin-arm64) target=aarch64-apple-darwin ;;
  MINGW*-x86_64 | MSYS*-x86_64) target=x86_64-pc-windows-msvc ;;
  *)
    echo "::error::there is no iamwhy for $(uname -s) $(uname -m); build it with cargo and name it with the input \`binary\`"
    exit 2
    ;;
esac

# Lines of `SHA256  iamwhy-VERSION-TARGET.tar.gz`, as sha256sum writes them; the newest release stands last.
version="${INPUT_VERSION:-}"
if [ -z "$version" ]; then
  version="$(sed -n "s/^[0-9a-f]\{64\}  iamwhy-\(.*\)-$target\.tar\.gz$/\1/p" "$checksums" | tail -n 1)"
fi
archive="iamwhy-$version-$target.tar.gz"
wanted="$(sed -n "s/^\([0-9a-f]\{64\}\)  $archive$/\1/p" "$checksums")"
if [ -z "$version" ] || [ -z "$wanted" ]; then
  echo "::error::no checksum of iamwhy \`${version:-any version}\` for $target is known here; use the tag of that release as the action's version"
  exit 2
fi

folder="${RUNNER_TEMP:-$(mktemp -d)}/iamwhy-$version"
mkdir -p "$folder"
curl --fail --silent --show-error --location --retry 3 --output "$folder/$archive" "$releases/v$version/$archive"
if command -v sha256sum >/dev/null; then
  found="$(sha256sum "$folder/$archive" | cut -d ' ' -f 1)"
else
  found="$(shasum -a 256 "$folder/$archive" | cut -d ' ' -f 1)"
fi
if [ "$found" != "$wanted" ]; then
  rm -f "$folder/$archive"
  echo "::error::$archive has the checksum $found, not $wanted: it is not the file that was released; nothing was installed"
  exit 2
fi
tar -xzf "$folder/$archive" -C "$folder"
rm -f "$folder/$archive"
binary="$folder/iamwhy"
[ -f "$binary" ] || binary="$folder/iamwhy.exe"
echo "$folder" >>"${GITHUB_PATH:-/dev/null}"
echo "binary=$binary" >>"${GITHUB_OUTPUT:-/dev/stdout}"
