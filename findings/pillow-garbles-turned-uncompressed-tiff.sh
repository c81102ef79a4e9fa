#!/usr/bin/env bash
# Versions: pillow 12.3.0, Python 3.11. Needs Python 3 with venv.
# Expected: Pillow turns a TIFF by its orientation while it opens it, and the pixels do not depend on the compression.
# Seen:     without compression and with an orientation of 5 to 8 (on its side), a TIFF in gray, 16-bit gray, palette colors, RGBA or CMYK loads garbled:
#           image.size says the turned size first and the other one later, and the rows are cut at the wrong width. There is no error. The same
#           image is right with LZW, as RGB, or read from memory: only what Pillow maps from a file goes wrong. So in one folder
#           of scans the colored ones can be right and the gray ones garbled.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install pillow==12.3.0 || exit 2
cat >"$work/turn.py" <<'P'
import io
from PIL import Image
turns = {3: Image.Transpose.ROTATE_180, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90}
gray = Image.linear_gradient("L").resize((40, 30)).rotate(30)
for mode in ("L", "I;16", "P", "RGBA", "CMYK", "RGB"):
    image = gray.convert("I").convert(mode) if mode == "I;16" else gray.convert(mode)
    for compression in ("raw", "tiff_lzw"):
        for orientation, turn in turns.items():
            file = io.BytesIO()
            image.save(file, "TIFF", compression=compression, tiffinfo={274: orientation})
            with open("turned.tif", "wb") as copy:
                copy.write(file.getvalue())
            wanted = image.transpose(turn)
            seen = []
            for source in ("turned.tif", file):
                opened = Image.open(source)
                first = opened.size
                opened.load()
                same = opened.size == wanted.size and opened.tobytes() == wanted.tobytes()
                seen.append("right" if same else f"wrong, size {first} and then {opened.size}")
            print(f"{mode} {compression} {orientation}: from a file {seen[0]}, from memory {seen[1]}")
P
cd "$work"
venv/bin/python turn.py | tee seen
wrong='from a file wrong, size (30, 40) and then (40, 30), from memory right'
for mode in L 'I;16' P RGBA CMYK RGB; do
  for compression in raw tiff_lzw; do
    for orientation in 3 5 6 7 8; do
      expected='from a file right, from memory right'
      if [ $mode != RGB ] && [ $compression = raw ] && [ $orientation != 3 ]; then expected=$wrong; fi
      grep -qxF "$mode $compression $orientation: $expected" seen || { echo "changed: $mode $compression $orientation: $expected"; exit 1; }
    done
  done
done
echo "as found"
