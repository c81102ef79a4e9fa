#!/usr/bin/env bash
# Versions: pillow 12.3.0, numpy 2.4.6, Python 3.11 with venv, JDK 17 (its own readers, no other library).
# Expected: ImageIO and Pillow give about the same colors for a CMYK image without a color profile, or ImageIO refuses it.
# Seen:     ImageIO reads CMYK TIFF and CMYK JPEG without a warning. White, black and full inks are equal, all between is brighter: half of black
#           becomes 187 and not 127. JDK takes 1 minus the ink for linear light and adds the curve of sRGB; Pillow takes it for the level itself.
#           So a model trained on images that Python has read sees paler ones here. A look at primary colors in a test does not find it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install pillow==12.3.0 numpy==2.4.6 || exit 2
cat >"$work/draw.py" <<'P'
import numpy, sys
from PIL import Image
inks = [[0, 0, 0, 0], [255, 0, 0, 0], [0, 0, 0, 255], [0, 0, 0, 128], [128, 64, 32, 16]]
image = Image.fromarray(numpy.array([inks], dtype=numpy.uint8).repeat(16, 0).repeat(16, 1), "CMYK")  # blocks of 16, so JPEG keeps them
for kind in ("tif", "jpg"):
    image.save(f"{sys.argv[1]}/inks.{kind}", quality=100)
    rgb = Image.open(f"{sys.argv[1]}/inks.{kind}").convert("RGB")
    print("Pillow ", kind, *[str(rgb.getpixel((16 * i + 8, 8))).replace(" ", "") for i in range(len(inks))])
P
cat >"$work/Read.java" <<'J'
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

public class Read {
    public static void main(String[] args) throws Exception {
        for (String kind : new String[] {"tif", "jpg"}) {
            BufferedImage image = ImageIO.read(new File(args[0], "inks." + kind));
            StringBuilder line = new StringBuilder("ImageIO " + kind);
            for (int i = 0; i < image.getWidth() / 16; i++) {
                int rgb = image.getRGB(16 * i + 8, 8);
                line.append(" (" + (rgb >> 16 & 255) + "," + (rgb >> 8 & 255) + "," + (rgb & 255) + ")");
            }
            System.out.println(line);
        }
    }
}
J
{ "$work/venv/bin/python" "$work/draw.py" "$work" && java "$work/Read.java" "$work"; } | tee "$work/seen"
for line in 'Pillow  tif (255,255,255) (0,255,255) (0,0,0) (127,127,127) (119,179,209)' 'ImageIO tif (255,255,255) (0,255,255) (0,0,0) (187,187,187) (182,218,234)' \
  'Pillow  jpg (255,255,255) (0,255,255) (0,0,0) (127,127,127) (119,179,209)' 'ImageIO jpg (255,255,255) (0,255,255) (0,0,0) (187,187,187) (182,218,234)'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
