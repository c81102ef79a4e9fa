#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: SigmoidBinaryCrossEntropyLoss gives the same loss whether it gets scores before the sigmoid, or after it with fromSigmoid = true.
# Seen:     with fromSigmoid it gives the loss times -1: the better the prediction, the higher the value. Training with it makes a network worse
#           step by step, without a warning. For scores 2 and -1 with labels 1 and 0 the loss is 0.2201 before the sigmoid, and -0.2201 after it.
#           Give weight -1, or leave the sigmoid out of the network.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Sign.java" <<'J'
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.loss.*;
import ai.djl.training.GradientCollector;
import java.util.Locale;

public class Sign {
    static void show(String what, float value) {
        System.out.printf(Locale.ROOT, "%s: %.4f%n", what, value);
    }

    public static void main(String[] none) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray labels = manager.create(new float[] {1, 0}, new Shape(2, 1));
            NDArray scores = manager.create(new float[] {2, -1}, new Shape(2, 1));
            Loss before = Loss.sigmoidBinaryCrossEntropyLoss();
            Loss after = Loss.sigmoidBinaryCrossEntropyLoss("after", 1, true);
            show("right, before the sigmoid", before.evaluate(new NDList(labels), new NDList(scores)).getFloat());
            show("right, after the sigmoid", after.evaluate(new NDList(labels), new NDList(Activation.sigmoid(scores))).getFloat());
            NDArray wrong = scores.neg();
            show("wrong, before the sigmoid", before.evaluate(new NDList(labels), new NDList(wrong)).getFloat());
            show("wrong, after the sigmoid", after.evaluate(new NDList(labels), new NDList(Activation.sigmoid(wrong))).getFloat());
            NDArray score = manager.zeros(new Shape(2, 1));
            score.setRequiresGradient(true);
            for (int step = 0; step < 20; step++) { // descends by the loss after the sigmoid
                try (GradientCollector gradients = manager.getEngine().newGradientCollector()) {
                    gradients.backward(after.evaluate(new NDList(labels), new NDList(Activation.sigmoid(score))));
                }
                NDArray stepped = score.stopGradient().sub(score.getGradient());
                score = stepped.duplicate();
                score.setRequiresGradient(true);
            }
            float probability = Activation.sigmoid(score.stopGradient()).getFloat(0, 0);
            System.out.println("after 20 steps down, label 1 gets " + (probability < 0.05 ? "less than 0.05" : probability));
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Sign.java" 2>/dev/null | tee "$work/seen"
for line in 'right, before the sigmoid: 0.2201' 'right, after the sigmoid: -0.2201' 'wrong, before the sigmoid: 1.7201' 'wrong, after the sigmoid: -1.7201' \
  'after 20 steps down, label 1 gets less than 0.05'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
