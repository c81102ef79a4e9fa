#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: NDArrays.concat() passes gradients on, whether it joins two arrays or one; duplicate() does, as PyTorch's clone().
# Seen:     concat of two arrays has a gradient. Concat of one array is a copy without one, since DJL calls duplicate(), and that makes a new array
#           and copies the numbers. A backward pass through either fails, or, next to other terms of a loss, silently leaves the term out.
#           stack() of one array keeps the gradient.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Concat.java" <<'J'
import ai.djl.engine.Engine;
import ai.djl.ndarray.*;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.function.UnaryOperator;

public class Concat {
    static void show(String name, UnaryOperator<NDArray> through) {
        try (NDManager manager = NDManager.newBaseManager(); GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray weights = manager.create(new float[] {1, 2});
            weights.setRequiresGradient(true);
            collector.backward(through.apply(weights.mul(3)).sum().add(weights.sum()));
            System.out.println(name + ": " + Arrays.toString(weights.getGradient().toFloatArray()));
        }
    }

    public static void main(String[] args) {
        show("nothing", x -> x);
        show("concat of two", x -> NDArrays.concat(new NDList(x, x)));
        show("concat of one", x -> NDArrays.concat(new NDList(x)));
        show("duplicate", NDArray::duplicate);
        show("stack of one", x -> NDArrays.stack(new NDList(x)));
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Concat.java" 2>/dev/null | tee "$work/seen"
for line in 'nothing: [4.0, 4.0]' 'concat of two: [7.0, 7.0]' 'concat of one: [1.0, 1.0]' 'duplicate: [1.0, 1.0]' 'stack of one: [4.0, 4.0]'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
