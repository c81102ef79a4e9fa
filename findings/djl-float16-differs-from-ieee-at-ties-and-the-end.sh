#!/usr/bin/env bash
# Versions: DJL 0.36.0 (ai.djl:api), numpy 2.4.6, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: Float16Utils.floatToHalf rounds as IEEE 754, numpy and PyTorch do: to the nearest, a tie to the even one, and 65520 or more becomes infinity.
# Seen:     a tie goes away from zero: 2049 becomes 2050 (numpy: 2048), and 2 to the power of -25 becomes the smallest number (numpy: 0).
#           From 65520 to 65535 it stays at 65504, the largest number; infinity begins at 65536. Without a tie the two agree.
#           So a checksum or an exact comparison of float16 files that Java and Python wrote from the same floats can fail.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=ai.djl:api:0.36.0 -DoutputDirectory="$work" || exit 2
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install numpy==2.4.6 || exit 2
cat >"$work/Half.java" <<'J'
import ai.djl.util.Float16Utils;

public class Half {
    public static void main(String[] floats) {
        for (String text : floats) {
            System.out.printf("DJL %s: 0x%04x%n", text, Float16Utils.floatToHalf(Float.parseFloat(text)) & 0xffff);
        }
    }
}
J
cat >"$work/half.py" <<'P'
import sys, numpy
numpy.seterr(over="ignore")
for text in sys.argv[1:]:
    print(f"numpy {text}: 0x{int(numpy.float32(text).astype(numpy.float16).view(numpy.uint16)):04x}")
P
floats=(2048 2049 2051 -2049 65504 65519 65520 65535 65536 2.9802322e-8 3e-8)
java -cp "$work/*" "$work/Half.java" "${floats[@]}" | tee "$work/seen"
"$work/venv/bin/python" "$work/half.py" "${floats[@]}" | tee -a "$work/seen"
for line in 'DJL 2049: 0x6801' 'numpy 2049: 0x6800' 'DJL 2051: 0x6802' 'numpy 2051: 0x6802' 'DJL -2049: 0xe801' 'numpy -2049: 0xe800' 'DJL 65520: 0x7bff' 'numpy 65520: 0x7c00' \
  'DJL 65535: 0x7bff' 'DJL 65536: 0x7c00' 'DJL 2.9802322e-8: 0x0001' 'numpy 2.9802322e-8: 0x0000' 'DJL 3e-8: 0x0001' 'numpy 3e-8: 0x0001'; do
  grep -qxF -- "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
