#!/bin/sh
# Builds the web app into dist/, or checks it. Usage: build.sh [build|check]
# Packages are installed only when the lock is newer than they are; Vite and the checks run only when a source is newer
# than their last result.
set -eu
cd "$(dirname "$0")"
task=${1:-build}

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "ui: Node.js 20.19 or newer with npm is needed to build the web app; get it from https://nodejs.org and put it on the PATH" >&2
  exit 1
fi
if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
  echo "ui: Node.js 20.19 or newer is needed to build the web app; this is $(node --version): get a newer one from https://nodejs.org" >&2
  exit 1
fi

newer_than() {
  [ ! -e "$1" ] || [ -n "$(find src public index.html package.json package-lock.json vite.config.ts tsconfig.json $2 -newer "$1" | head -n 1)" ]
}

if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi

case $task in
  build)
    if newer_than dist/index.html ""; then
      npx --no-install vite build --logLevel warn
    fi
    ;;
  check)
    schema=../server/src/main/resources
    [ -d "$schema" ] || schema=""
    if newer_than target/checked "eslint.config.js scripts e2e playwright.config.ts $schema"; then
      npm run --silent check
      mkdir -p target
      touch target/checked
    fi
    ;;
  *)
    echo "ui: build.sh knows build and check, not '$task'" >&2
    exit 1
    ;;
esac
