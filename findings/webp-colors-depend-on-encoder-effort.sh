#!/usr/bin/env bash
# Versions: com.twelvemonkeys.imageio:imageio-webp 3.14.0, pillow 12.3.0, numpy 2.4.6, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: two decoders of lossy WebP agree up to a few levels of 255, however hard the encoder tried (its option "method", 0 to 6).
# Seen:     for methods 2 to 6 they differ by 3 to 4 levels on average. For methods 0 and 1, which encode fast, TwelveMonkeys is about 80 levels off
#           what Pillow (libwebp) decodes from the same file: another picture, without an error or a warning. It depends on the picture, too,
#           so a data set can have a few such images among many good ones. Pull request 1315 of TwelveMonkeys names two causes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in imageio:imageio-webp imageio:imageio-core imageio:imageio-metadata common:common-lang common:common-io common:common-image; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=com.twelvemonkeys.$artifact:3.14.0 -DoutputDirectory="$work" || exit 2
done
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install pillow==12.3.0 numpy==2.4.6 || exit 2
cat >"$work/draw.py" <<'P'
import numpy
from PIL import Image
random = numpy.random.default_rng(1)
y, x = numpy.mgrid[0:100, 0:100]
rgb = numpy.stack([x * 1.5 + 30, y * 1.5 + 30, 220 - (x + y) * 0.7], axis=2)
for _ in range(10):
    left, top = random.integers(0, 100, 2)
    radius = random.integers(5, 25)
    rgb[(x - left) ** 2 + (y - top) ** 2 < radius * radius] = random.integers(0, 256, 3)
for method in range(7):
    Image.fromarray(rgb.clip(0, 255).astype(numpy.uint8)).save(f"{method}.webp", quality=80, method=method)
    numpy.asarray(Image.open(f"{method}.webp").convert("RGB")).tofile(f"{method}.rgb")
P
cat >"$work/Decode.java" <<'J'
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.*;
import javax.imageio.*;

public class Decode {
    public static void main(String[] args) throws Exception {
        for (int method = 0; method <= 6; method++) {
            byte[] pillow = Files.readAllBytes(Path.of(args[0], method + ".rgb"));
            int[] warnings = {0};
            ImageReader reader = ImageIO.getImageReadersByFormatName("webp").next();
            reader.addIIOReadWarningListener((source, text) -> warnings[0]++);
            reader.setInput(ImageIO.createImageInputStream(new File(args[0], method + ".webp")));
            BufferedImage image = reader.read(0);
            long sum = 0;
            for (int i = 0; i < pillow.length; i++) {
                int rgb = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
                sum += Math.abs((rgb >> 16 - i % 3 * 8 & 255) - (pillow[i] & 255));
            }
            System.out.println("method " + method + ": mean difference " + Math.round((double) sum / pillow.length) + " of 255, warnings " + warnings[0]);
        }
    }
}
J
(cd "$work" && venv/bin/python draw.py)
java -cp "$work/*" "$work/Decode.java" "$work" | tee "$work/seen"
if [ "$(grep -cE '^method [01]: mean difference [5-9][0-9] of 255, warnings 0$' "$work/seen")" = 2 ] && [ "$(grep -cE '^method [2-6]: mean difference [0-9] of' "$work/seen")" = 5 ]; then
  echo "as found"
else
  echo "changed"
  exit 1
fi
