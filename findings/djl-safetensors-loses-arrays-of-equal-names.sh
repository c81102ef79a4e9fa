#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, safetensors 0.8.0, numpy 2.4.6, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: NDList.encode keeps all arrays of a list in each of its three encodings, or refuses the list.
# Seen:     DJL calls the weight of every layer "weight" (the names of a block's parameter list are not the names of the arrays). Of the four arrays of two linear
#           layers ND_LIST keeps four. NPZ throws "duplicate entry". SAFETENSORS writes the bytes of all four, but a header with two names: DJL reads back two
#           arrays without a word, and Python's safetensors refuses the file, for it has holes. Give each array its own name before: array.setName(...).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install safetensors==0.8.0 numpy==2.4.6 || exit 2
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Names.java" <<'J'
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.nn.*;
import ai.djl.nn.core.Linear;
import java.io.*;
import java.nio.file.*;
import java.util.*;

public class Names {
    public static void main(String[] args) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block = new SequentialBlock().add(Linear.builder().setUnits(2).build()).add(Linear.builder().setUnits(3).build());
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 4));
            NDList arrays = new NDList();
            block.getParameters().values().forEach(parameter -> arrays.add(parameter.getArray()));
            System.out.println("block: " + block.getParameters().keys());
            for (NDList.Encoding encoding : NDList.Encoding.values()) {
                Path file = Path.of(args[0]).resolve(encoding.name());
                try (OutputStream out = Files.newOutputStream(file)) {
                    arrays.encode(out, encoding);
                } catch (IOException e) {
                    System.out.println(encoding + ": refused, " + e.getMessage());
                    continue;
                }
                StringJoiner read = new StringJoiner(" ");
                try (InputStream in = Files.newInputStream(file)) {
                    NDList.decode(manager, in).forEach(array -> read.add(array.getName() + array.getShape().toString().replace(" ", "")));
                }
                System.out.println(encoding + ": " + arrays.size() + " written, read " + read);
            }
        }
    }
}
J
cat >"$work/read.py" <<'P'
import sys
from safetensors import SafetensorError
from safetensors.numpy import load_file
try:
    print("Python reads", {name: array.shape for name, array in load_file(sys.argv[1]).items()})
except SafetensorError as e:
    print("Python refuses:", e)
P
java -Dai.djl.offline=true -cp "$work/*" "$work/Names.java" "$work" 2>/dev/null | tee "$work/seen"
"$work/venv/bin/python" "$work/read.py" "$work/SAFETENSORS" | tee -a "$work/seen"
for line in 'ND_LIST: 4 written, read weight(2,4) bias(2) weight(3,2) bias(3)' 'NPZ: refused, duplicate entry: weight.npy' \
  'SAFETENSORS: 4 written, read weight(3,2) bias(3)'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
grep -q '^Python refuses: .*invalid offset' "$work/seen" || { echo "changed: Python"; exit 1; }
echo "as found"
