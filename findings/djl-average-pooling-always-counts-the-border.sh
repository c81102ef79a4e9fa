#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: Pool.avgPool1d, 2d and 3d with countIncludePad = false leave the border out of the mean, as the same argument does in PyTorch: a map of ones stays ones.
# Seen:     the argument has no effect. true and false both count the zeros of the border: of a 3x3 map of ones the corner becomes 0.25 and the edge 0.5.
#           So a network from Python that leaves the border out gives other values in DJL. A way around: divide by the pooled map of ones.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Border.java" <<'J'
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import java.util.Arrays;

public class Border {
    static void show(String what, NDArray pooled) {
        System.out.println(what + ": " + Arrays.toString(pooled.toFloatArray()));
    }

    static Shape cube(int dimensions, long size) {
        long[] sizes = new long[dimensions];
        Arrays.fill(sizes, size);
        return new Shape(sizes);
    }

    public static void main(String[] none) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray line = manager.ones(new Shape(1, 1, 3));
            NDArray map = manager.ones(new Shape(1, 1, 3, 3));
            NDArray block = manager.ones(new Shape(1, 1, 3, 3, 3));
            for (boolean counted : new boolean[] {true, false}) {
                show("1d, border counted " + counted, Pool.avgPool1d(line, cube(1, 2), cube(1, 2), cube(1, 1), false, counted));
                show("2d, border counted " + counted, Pool.avgPool2d(map, cube(2, 2), cube(2, 2), cube(2, 1), false, counted));
                show("3d, border counted " + counted, Pool.avgPool3d(block, cube(3, 2), cube(3, 2), cube(3, 1), false, counted));
            }
            NDArray pooled = Pool.avgPool2d(map.mul(5), cube(2, 2), cube(2, 2), cube(2, 1), false, true);
            show("fives, divided by ones", pooled.div(Pool.avgPool2d(map, cube(2, 2), cube(2, 2), cube(2, 1), false, true)));
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Border.java" 2>/dev/null | tee "$work/seen"
for counted in true false; do
  for line in "1d, border counted $counted: [0.5, 1.0]" "2d, border counted $counted: [0.25, 0.5, 0.5, 1.0]" "3d, border counted $counted: [0.125, 0.25, 0.25, 0.5, 0.25, 0.5, 0.5, 1.0]"; do
    grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
  done
done
grep -qxF 'fives, divided by ones: [5.0, 5.0, 5.0, 5.0]' "$work/seen" || { echo "changed: fives"; exit 1; }
echo "as found"
