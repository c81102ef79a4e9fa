#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: operations on an array that wants gradients are recorded inside a GradientCollector, and in no thread outside of it.
# Seen:     the switch belongs to each thread, and only the thread that loaded the engine has it off. A new thread records everything without a
#           collector, so its results keep their whole history in memory. hasGradient() does not tell: it is false for each of these results.
#           That a result was recorded shows only when backward() goes through it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Threads.java" <<'J'
import ai.djl.engine.*;
import ai.djl.ndarray.*;
import ai.djl.training.GradientCollector;
import java.util.concurrent.CompletableFuture;

public class Threads {
    static NDArray weights;

    static NDArray loss() {
        return weights.mul(3).sum();
    }

    static void show(String where, NDArray result) {
        String recorded = "yes";
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(result);
        } catch (EngineException e) {
            recorded = "no (" + e.getMessage().lines().findFirst().get() + ")";
        }
        System.out.println(where + ": hasGradient() " + result.hasGradient() + ", recorded: " + recorded);
    }

    public static void main(String[] args) throws Exception {
        try (NDManager manager = NDManager.newBaseManager()) {
            weights = manager.create(new float[] {1, 2});
            weights.setRequiresGradient(true);
            show("main thread, before any collector", loss());
            NDArray inside;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                inside = loss();
            }
            show("main thread, inside a collector", inside);
            show("main thread, after it", loss());
            show("new thread, no collector", CompletableFuture.supplyAsync(Threads::loss, task -> new Thread(task).start()).get());
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Threads.java" 2>/dev/null | tee "$work/seen"
for line in 'main thread, before any collector: hasGradient() false, recorded: no' 'main thread, inside a collector: hasGradient() false, recorded: yes' \
  'main thread, after it: hasGradient() false, recorded: no' 'new thread, no collector: hasGradient() false, recorded: yes'; do
  grep -qF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
