#!/usr/bin/env bash
# Versions: safetensors 0.8.0, numpy 2.4.6, Python 3.11. Needs Python 3 with venv.
# Expected: saving the same tensors with the same metadata twice gives the same bytes, with the tensors in the order in which they were given.
# Seen:     the entries of the metadata come in another order with each save, even within one process, so the files have different hashes.
#           With one entry or none the hash stays. The tensors are sorted: wide types first (float64 before float32 before uint8), then by name.
#           So do not name a checkpoint by the hash of its file, and do not take the order in a file for the order of layers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install safetensors==0.8.0 numpy==2.4.6 || exit 2
cat >"$work/save.py" <<'P'
import hashlib, json
import numpy
from safetensors.numpy import save
tensors = {"labels": numpy.zeros(3, "uint8"), "weight": numpy.zeros(2, "float32"), "bias": numpy.zeros(2, "float32"), "loss": numpy.zeros(1, "float64")}
entries = {name: "1" for name in ("author", "epochs", "seed", "data", "code", "host")}
for said, metadata in ("six entries", entries), ("one entry", {"seed": "1"}), ("no entries", None):
    files = [save(tensors, metadata) for _ in range(20)]
    print(f"{said}: 20 saves, {'one hash' if len({hashlib.sha256(file).hexdigest() for file in files}) == 1 else 'several hashes'}")
header = json.loads(files[0][8:8 + int.from_bytes(files[0][:8], "little")])
print("given:", *tensors)
print("in the file:", *sorted(header, key=lambda name: header[name]["data_offsets"]))
P
"$work/venv/bin/python" "$work/save.py" | tee "$work/seen"
for line in 'six entries: 20 saves, several hashes' 'one entry: 20 saves, one hash' 'no entries: 20 saves, one hash' 'in the file: loss bias weight labels'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
