#!/bin/sh
# Copies the last built API and testkit as the new baseline. Run it after a release, never to silence BaselineTest.
set -eu
cd "$(dirname "$0")"
for bundle in org.clade.api org.clade.testkit; do
  cp ../../bundles/$bundle/target/$bundle-*.jar $bundle.jar
done
ls -l ./*.jar
