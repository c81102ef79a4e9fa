#!/usr/bin/env bash
# Versions: numpy 2.4.0, ml_dtypes 0.5.4, Python 3.11. Needs Python 3 with venv.
# Expected: numpy.save writes a type that numpy.load can read back, or refuses.
# Seen:     it refuses no small type and keeps none. bfloat16 becomes "<V2" and float8_e4m3fn and int4 both "<V1": raw bytes, so that a reader
#           cannot tell which it was. float8_e5m2 becomes "<f1", a type that does not exist: numpy.load raises an error for the file
#           that numpy.save has just written. A reader has to ask for the type or refuse in a sentence.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install numpy==2.4.0 ml_dtypes==0.5.4 || exit 2
cat >"$work/save.py" <<'P'
import io
import ml_dtypes, numpy
for name in ("bfloat16", "float8_e4m3fn", "float8_e5m2", "int4"):
    file = io.BytesIO()
    numpy.save(file, numpy.array([0, 1, 2], dtype=getattr(ml_dtypes, name)))
    header = file.getvalue()[10:].split(b",")[0].decode()
    file.seek(0)
    try:
        print(name, header, "loads as", numpy.load(file).dtype)
    except ValueError as e:
        print(name, header, "is refused:", e)
P
"$work/venv/bin/python" "$work/save.py" | tee "$work/seen"
for line in "bfloat16 {'descr': '<V2' loads as |V2" "float8_e4m3fn {'descr': '<V1' loads as |V1" "int4 {'descr': '<V1' loads as |V1" \
  "float8_e5m2 {'descr': '<f1' is refused: descr is not a valid dtype descriptor: '<f1'"; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
