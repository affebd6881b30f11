#!/bin/sh
# Installs the versions of Node and of the package managers with which test/package installs tunegen into a folder, for
# TUNEGEN_INSTALLERS. The registry is that of npm's configuration. With these versions there already, it does nothing.
#
#   test/package/fetch-installers.sh ~/.cache/tunegen/installers
set -eu
folder=$1
node="node-$(node -p 'process.platform + "-" + process.arch')"
versions="
  node20@npm:$node@20.20.2
  node22@npm:$node@22.23.3
  node24@npm:$node@24.21.0
  pnpm@12.21.0
  yarn1@npm:yarn@1.22.22
  yarn4@npm:@yarnpkg/cli-dist@4.18.1"

if [ "$(cat "$folder/versions" 2>/dev/null)" = "$versions" ]; then exit 0; fi

mkdir -p "$folder"
# shellcheck disable=SC2086 # a list
npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix "$folder" $versions
printf '%s\n' "$versions" >"$folder/versions"
