#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: NDArray.median() is the median of all values, as mean() is their mean, and equals percentile(50). What takes an int[] of axes takes several.
# Seen:     of 1, 2, 3, 4 the median is 2.0 (the lower one of the two in the middle), percentile(50) is 2.5. Without axes both work along the last
#           axis only, while mean(), max() and sum() take all values. Of the methods with int[] axes only sum takes two; mean, max, min, prod, median and
#           percentile throw UnsupportedOperationException. A mean over two axes is sum(axes) divided by the count, or two means in a row.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Reduce.java" <<'J'
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.Shape;
import java.util.*;
import java.util.function.Supplier;

public class Reduce {
    static void show(String what, Supplier<NDArray> method) {
        try {
            NDArray result = method.get();
            System.out.println(what + ": " + Arrays.toString(result.toFloatArray()) + " of shape " + result.getShape());
        } catch (UnsupportedOperationException e) {
            System.out.println(what + ": refused");
        }
    }

    public static void main(String[] args) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray four = manager.create(new float[] {1, 2, 3, 4});
            show("median of four", four::median);
            show("percentile 50 of four", () -> four.percentile(50));
            NDArray cube = manager.create(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, new Shape(2, 2, 3));
            show("mean", cube::mean);
            show("max", cube::max);
            show("median", cube::median);
            show("percentile 50", () -> cube.percentile(50));
            int[] axes = {0, 1};
            show("sum of two axes", () -> cube.sum(axes));
            show("mean of two axes", () -> cube.mean(axes));
            show("max of two axes", () -> cube.max(axes));
            show("min of two axes", () -> cube.min(axes));
            show("prod of two axes", () -> cube.prod(axes));
            show("median of two axes", () -> cube.median(axes));
            show("percentile 50 of two axes", () -> cube.percentile(50, axes));
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Reduce.java" 2>/dev/null | tee "$work/seen"
for line in 'median of four: [2.0] of shape ()' 'percentile 50 of four: [2.5] of shape ()' 'mean: [5.5] of shape ()' 'max: [11.0] of shape ()' \
  'median: [1.0, 4.0, 7.0, 10.0] of shape (2, 2)' 'percentile 50: [1.0, 4.0, 7.0, 10.0] of shape (2, 2)' 'sum of two axes: [18.0, 22.0, 26.0] of shape (3)' \
  'mean of two axes: refused' 'max of two axes: refused' 'min of two axes: refused' 'prod of two axes: refused' 'median of two axes: refused' 'percentile 50 of two axes: refused'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
