#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, torch 2.13.0 (to trace a module), JDK 17. Needs Python 3 with venv.
# Expected: a TorchScript module that DJL loads is frozen, and gradients pass through it to its input, as in PyTorch after requires_grad_(False).
# Seen:     without the option trainParam=true its weights are inference tensors. A product of one and an array that wants a gradient throws
#           EngineException ("Inference tensors cannot be saved for backward"), and so does an attempt to make the weights trainable later.
#           With trainParam=true both work. So a frozen network in front of or behind a trained part must be loaded as trainable, and frozen afterwards.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install torch==2.13.0 || exit 2
"$work/venv/bin/python" -W ignore -c "import sys, torch; torch.jit.trace(torch.nn.Linear(2, 1, bias=False), torch.zeros(1, 2)).save(sys.argv[1])" "$work/linear.pt"
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Load.java" <<'J'
import ai.djl.Model;
import ai.djl.engine.*;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.nio.file.Path;
import java.util.Map;

public class Load {
    static void show(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": works");
        } catch (EngineException e) {
            System.out.println(what + ": " + e.getMessage().lines().findFirst().orElse("").replaceAll("\\..*", ""));
        }
    }

    public static void main(String[] folder) throws Exception {
        for (Map<String, ?> options : new Map[] {Map.of(), Map.of("trainParam", "true")}) {
            try (Model model = Model.newInstance("linear", "PyTorch")) {
                model.load(Path.of(folder[0]), "linear", options);
                NDArray weight = model.getBlock().getParameters().get(0).getValue().getArray();
                show(options + " gradient of an input", () -> {
                    try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
                        NDArray input = model.getNDManager().ones(weight.getShape());
                        input.setRequiresGradient(true);
                        tape.backward(input.mul(weight).sum());
                    }
                });
                show(options + " made trainable", () -> weight.setRequiresGradient(true));
            }
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Load.java" "$work" 2>/dev/null | tee "$work/seen"
for line in '{} gradient of an input: Inference tensors cannot be saved for backward' '{} made trainable: Setting requires_grad=True on inference tensor outside InferenceMode is not allowed' \
  '{trainParam=true} gradient of an input: works' '{trainParam=true} made trainable: works'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
