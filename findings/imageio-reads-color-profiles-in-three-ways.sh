#!/usr/bin/env bash
# Versions: pillow 12.3.0, Python 3.11 with venv, JDK 17 (its own readers, no other library).
# Expected: the same pixels with the same embedded color profile look the same to ImageIO, whether they come as JPEG, PNG or TIFF.
# Seen:     the JPEG reader converts the pixels to sRGB by itself. The TIFF reader keeps them and gives the image the color space of the profile, so
#           getRGB() converts and the raster does not. The PNG reader ignores the profile: getRGB() and the raster give the stored numbers.
#           Pillow gives the stored numbers for all three. So in a set of images in two formats, equal pictures differ by their format.
#           The profile here is linear light, so that the difference is easy to see.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install pillow==12.3.0 || exit 2
cat >"$work/Profile.java" <<'J'
import java.awt.color.*;
import java.nio.file.*;

public class Profile {
    public static void main(String[] args) throws Exception {
        Files.write(Path.of(args[0]), ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    }
}
J
cat >"$work/draw.py" <<'P'
import pathlib, sys
from PIL import Image
work = pathlib.Path(sys.argv[1])
for kind in ("jpg", "png", "tif"):
    image = Image.new("RGB", (16, 16), (128, 64, 32))
    image.save(work / f"image.{kind}", quality=100, subsampling=0, icc_profile=(work / "linear.icc").read_bytes())
    opened = Image.open(work / f"image.{kind}")
    print(f"Pillow  {kind} pixel {opened.getpixel((8, 8))}, profile of {len(opened.info['icc_profile'])} bytes")
P
cat >"$work/Read.java" <<'J'
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.Arrays;
import javax.imageio.ImageIO;

public class Read {
    public static void main(String[] args) throws Exception {
        for (String kind : new String[] {"jpg", "png", "tif"}) {
            BufferedImage image = ImageIO.read(new File(args[0], "image." + kind));
            int rgb = image.getRGB(8, 8);
            System.out.println("ImageIO " + kind + " getRGB [" + (rgb >> 16 & 255) + ", " + (rgb >> 8 & 255) + ", " + (rgb & 255) + "], raster "
                + Arrays.toString(image.getRaster().getPixel(8, 8, (int[]) null)) + ", sRGB " + image.getColorModel().getColorSpace().isCS_sRGB());
        }
    }
}
J
java "$work/Profile.java" "$work/linear.icc"
{ "$work/venv/bin/python" "$work/draw.py" "$work" && java "$work/Read.java" "$work"; } | tee "$work/seen"
if [ "$(grep -cE '^Pillow  ... pixel \(12[789], 6[345], 3[123]\), profile of' "$work/seen")" = 3 ] \
  && grep -qE '^ImageIO jpg getRGB \[18[789], 13[5-8], 9[6-9]\], raster \[18[789], 13[5-8], 9[6-9]\], sRGB true' "$work/seen" \
  && grep -qxF 'ImageIO png getRGB [128, 64, 32], raster [128, 64, 32], sRGB true' "$work/seen" \
  && grep -qE '^ImageIO tif getRGB \[18[789], 13[5-8], 9[6-9]\], raster \[128, 64, 32\], sRGB false' "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
