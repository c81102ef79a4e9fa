#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, Pillow 12.3.0, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: NDImageUtils.resize of a uint8 image rounds and stops at 0 and 255, as Pillow and OpenCV do.
# Seen:     BICUBIC overshoots at edges, and DJL turns the result into uint8 by leaving out high bits: beside an edge of black and white, -6 becomes 251
#           (nearly white) and 272 becomes 16 (nearly black). Each sharp edge gets a fringe of the opposite color. Besides, it cuts off where others round,
#           so that BILINEAR makes 63 and 191 of 63.75 and 191.25 (Pillow: 64 and 191). Convert to float32 first, and clip and round afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install pillow==12.3.0 || exit 2
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Edge.java" <<'J'
import ai.djl.modality.cv.Image.Interpolation;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import java.util.Arrays;

public class Edge {
    public static void main(String[] none) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray floats = manager.create(new float[] {0, 0, 0, 255, 255, 255}, new Shape(1, 6, 1));
            NDArray bytes = floats.toType(DataType.UINT8, true);
            for (Interpolation how : new Interpolation[] {Interpolation.BILINEAR, Interpolation.BICUBIC}) {
                System.out.println("DJL uint8 " + how + ": " + Arrays.toString(NDImageUtils.resize(bytes, 12, 1, how).toUint8Array()));
                NDArray clipped = NDImageUtils.resize(floats, 12, 1, how).clip(0, 255).round().toType(DataType.UINT8, true);
                System.out.println("DJL float32, clipped " + how + ": " + Arrays.toString(clipped.toUint8Array()));
            }
        }
    }
}
J
cat >"$work/edge.py" <<'P'
from PIL import Image
image = Image.frombytes("L", (6, 1), bytes([0, 0, 0, 255, 255, 255]))
for how in (Image.Resampling.BILINEAR, Image.Resampling.BICUBIC):
    print("Pillow", how.name + ":", list(image.resize((12, 1), how).tobytes()))
P
java -Dai.djl.offline=true -cp "$work/*" "$work/Edge.java" 2>/dev/null | tee "$work/seen"
"$work/venv/bin/python" "$work/edge.py" | tee -a "$work/seen"
for line in 'DJL uint8 BILINEAR: [0, 0, 0, 0, 0, 63, 191, 255, 255, 255, 255, 255]' 'DJL uint8 BICUBIC: [0, 0, 0, 251, 239, 51, 203, 16, 4, 255, 255, 254]' \
  'DJL float32, clipped BICUBIC: [0, 0, 0, 0, 0, 52, 203, 255, 255, 255, 255, 255]' 'Pillow BILINEAR: [0, 0, 0, 0, 0, 64, 191, 255, 255, 255, 255, 255]'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
grep -qE '^Pillow BICUBIC: \[0, 0, 0, 0, 0, [0-9]+, [0-9]+, 255, 255, 255, 255, 255\]$' "$work/seen" || { echo "changed: Pillow BICUBIC"; exit 1; }
echo "as found"
