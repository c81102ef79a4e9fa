#!/usr/bin/env bash
# Versions: pillow 12.3.0, Python 3.11 with venv, JDK 17 (its own readers, no other library).
# Expected: gray of level 128 stays 128 on the way from a PNG to RGB, whichever way one goes in Java, and with an opaque alpha channel, too.
# Seen:     getRGB() says 188 for gray of 8 and 16 bits, since JDK takes gray for linear light. Drawing the same image into an RGB one gives 128.
#           But with an alpha channel, even if all of it is opaque, drawing gives 188 as well. As RGB or with a palette the same gray is 128 in both.
#           So neither getRGB() nor drawing keeps all gray files alike; the raster has the stored level, as has Pillow.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install pillow==12.3.0 || exit 2
cat >"$work/draw.py" <<'P'
import sys
from PIL import Image
gray = Image.new("L", (16, 16), 128)
images = {"gray": gray, "gray-16-bit": Image.new("I;16", (16, 16), 128 * 257), "gray-alpha": gray.convert("LA"), "palette": gray.convert("P"), "rgb": gray.convert("RGB")}
for name, image in images.items():
    image.save(f"{sys.argv[1]}/{name}.png")
P
cat >"$work/Levels.java" <<'J'
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

public class Levels {
    public static void main(String[] args) throws Exception {
        for (String name : new String[] {"gray", "gray-16-bit", "gray-alpha", "palette", "rgb"}) {
            BufferedImage image = ImageIO.read(new File(args[0], name + ".png"));
            BufferedImage drawn = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = drawn.createGraphics();
            graphics.drawImage(image, 0, 0, null);
            graphics.dispose();
            System.out.println(name + ": raster " + image.getRaster().getSample(8, 8, 0) + ", getRGB " + (image.getRGB(8, 8) & 255) + ", drawn " + (drawn.getRGB(8, 8) & 255));
        }
    }
}
J
"$work/venv/bin/python" "$work/draw.py" "$work"
java -Djava.awt.headless=true "$work/Levels.java" "$work" | tee "$work/seen"
for line in 'gray: raster 128, getRGB 188, drawn 128' 'gray-16-bit: raster 32896, getRGB 188, drawn 128' 'gray-alpha: raster 128, getRGB 188, drawn 188' \
  'palette: raster 128, getRGB 128, drawn 128' 'rgb: raster 128, getRGB 128, drawn 128'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
