#!/bin/sh
# Makes the start cache (ADR 0061): first the framework's kept state, then a class archive of this Java with the classes of common commands.
# A start of Clade runs it in the background if there is no valid state.
#   start-cache.sh <folder of the cache>
set -u

cache=$1
bin=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
new=$cache/classes.$$
trap 'rm -f "$new"' EXIT
trap 'exit 143' TERM HUP INT

# Caches of product folders that are gone.
for other in "$cache"/../*/; do
  if read -r product <"$other/product" && [ ! -d "$product" ]; then
    rm -rf "$other"
  fi
done 2>/dev/null

CLADE_START_CACHE=state nice -n 10 "$bin/clade" --bundles || exit
CLADE_START_CACHE=$new nice -n 10 "$bin/clade" -f "$bin/start-cache.gogo" || exit
[ ! -s "$new" ] || mv -f "$new" "$cache/classes.jsa"
