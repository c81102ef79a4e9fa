#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: NDArray.getGradient() is a getter: it gives the same array each time, and asking costs nothing.
# Seen:     each call makes another array object, and the manager of the weights keeps it until somebody closes it: 100 calls, 100 arrays more.
#           All of them share one memory: scaling one changes what the next call gives, and closing one leaves the gradient as it is.
#           So a loop that looks at gradients has to close each one, and must not use == to compare them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Handles.java" <<'J'
import ai.djl.engine.Engine;
import ai.djl.ndarray.*;
import ai.djl.training.GradientCollector;
import java.util.Arrays;

public class Handles {
    public static void main(String[] args) throws Exception {
        try (NDManager manager = NDManager.newBaseManager(); GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray weights = manager.create(new float[] {1, 2});
            weights.setRequiresGradient(true);
            try (NDArray product = weights.mul(3); NDArray sum = product.sum()) {
                collector.backward(sum);
            }
            NDArray first = weights.getGradient();
            System.out.println("same object: " + (first == weights.getGradient()) + ", equal: " + first.equals(weights.getGradient()));
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 100; i++) weights.getGradient();
            System.out.println("100 calls: " + (manager.getManagedArrays().size() - before) + " arrays more");
            first.muli(10);
            System.out.println("scaled by 10: " + Arrays.toString(weights.getGradient().toFloatArray()));
            first.close();
            System.out.println("first one closed: " + Arrays.toString(weights.getGradient().toFloatArray()));
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Handles.java" 2>/dev/null | tee "$work/seen"
for line in 'same object: false, equal: true' '100 calls: 100 arrays more' 'scaled by 10: [30.0, 30.0]' 'first one closed: [30.0, 30.0]'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
