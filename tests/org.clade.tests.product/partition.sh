#!/usr/bin/env bash
# Parts a network of two members and joins it again, with a sweep under way: every trial must count once, and the halves must find together.
# Needs root and iproute2 (ip netns). Not in CI. Usage: partition.sh <folder of the product> <jar of org.clade.hazelcast> [<seconds parted>]
set -euo pipefail
product=$(realpath "$1")
jar=$(realpath "$2")
parted=${3:-120}
[ "$(id -u)" = 0 ] && ip netns list >/dev/null || { echo "partition.sh needs root and ip netns" >&2; exit 2; }
work=$(mktemp -d)
one=clade-one-$$
two=clade-two-$$
end() {
  for name in $one $two; do
    ip netns pids "$name" 2>/dev/null | xargs -r kill -9 || true
    ip netns del "$name" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap end EXIT

mkdir "$work/clade"
for part in bin etc; do cp -r "$product/$part" "$work/clade/"; done
for part in bundles lib; do ln -s "$product/$part" "$work/clade/$part"; done
mkdir "$work/clade/deploy"
cp "$jar" "$work/clade/deploy/"
clade=$work/clade/bin/clade
export CLADE_OPTS="-Dclade.threads=1 -XX:TieredStopAtLevel=1"

ip netns add "$one"
ip netns add "$two"
ip link add va-$$ type veth peer name vb-$$
ip link set va-$$ netns "$one"
ip link set vb-$$ netns "$two"
ip -n "$one" addr add 10.77.0.1/24 dev va-$$
ip -n "$two" addr add 10.77.0.2/24 dev vb-$$
for name in "$one" "$two"; do ip -n "$name" link set lo up; done
ip -n "$one" link set va-$$ up
ip -n "$two" link set vb-$$ up

cd "$work"
await() { # file, text, seconds
  for _ in $(seq "$3"); do
    grep -q "$2" "$1" && return
    sleep 1
  done
  echo "“$2” did not come:" >&2
  tail -n 20 ./*.txt >&2
  exit 1
}
ip netns exec "$one" "$clade" cluster:start --bind 10.77.0.1 --jobs 1 >one.txt 2>&1 &
await one.txt "no other member yet" 600
ip netns exec "$two" "$clade" cluster:join 10.77.0.1 --bind 10.77.0.2 --jobs 1 >two.txt 2>&1 &
await two.txt "2 members" 600
ip netns exec "$one" "$clade" sweep mmdc-mnist --data fashion-mnist-10k --limit 256 --seeds 1..3 --max-batches 2 --to s --cluster 10.77.0.1 >sweep.txt 2>&1 &
sweep=$!
await two.txt "begins" 600
echo "parted while both compute"
ip -n "$one" link set va-$$ down
await one.txt "10.77.0.2:5701 has left" 600
sleep "$parted"
ip -n "$one" link set va-$$ up
echo "whole again"
await one.txt "10.77.0.2:5701 has joined; 2 members" 600
tac two.txt | grep -m1 joined || true
code=0
wait $sweep || code=$?
tail -n 12 sweep.txt
results=$(ls s/results | wc -l)
begun=$(grep -h "begins" one.txt two.txt | wc -l)
echo "exit code $code, $results results of 3 trials, begun $begun times"
grep -h "begins\|finished\|stopped\|withdrawn\|has joined\|has left" one.txt | sed 's/^/one: /'
grep -h "begins\|finished\|stopped\|withdrawn\|has joined\|has left" two.txt | sed 's/^/two: /'
[ "$code" = 0 ] && [ "$results" = 3 ]
