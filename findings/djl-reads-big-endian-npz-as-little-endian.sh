#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, numpy 2.4.6, JDK 17, Python 3.11. Needs Python 3 with venv.
# Expected: NDList.decode of an .npz that NumPy saved gives NumPy's values, or refuses the type. The type is in each header: "<f4" is little endian, ">f4" big endian.
# Seen:     it accepts ">f4", ">f8", ">i4" and ">i8" (usual for data from FITS, IDX or Java's own streams), and takes the bytes for little endian ones: 1, 2, 3 become
#           4.6E-41 and the like, or 16777216, 33554432, 50331648, without a warning. What is stored by columns (a transposed array) it refuses.
#           Save as little endian: array.astype(array.dtype.newbyteorder("<")).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q --disable-pip-version-check install numpy==2.4.6 || exit 2
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/save.py" <<'P'
import numpy, sys
for kind in ("f4", "f8", "i4", "i8"):
    for order in "<>":
        numpy.savez(f"{sys.argv[1]}/{kind} {'little' if order == '<' else 'big'}.npz", x=numpy.array([1, 2, 3], order + kind))
numpy.savez(f"{sys.argv[1]}/transposed.npz", x=numpy.arange(6, dtype="<f4").reshape(2, 3).T)
P
cat >"$work/Load.java" <<'J'
import ai.djl.ndarray.*;
import java.io.*;
import java.nio.file.*;
import java.util.*;

public class Load {
    public static void main(String[] args) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            File[] files = new File(args[0]).listFiles((folder, name) -> name.endsWith(".npz"));
            Arrays.sort(files);
            for (File file : files) {
                try (InputStream in = new FileInputStream(file)) {
                    NDArray array = NDList.decode(manager, in).get(0);
                    System.out.println(file.getName() + ": " + array.getDataType() + " " + Arrays.toString(array.toArray()));
                } catch (IllegalArgumentException e) {
                    System.out.println(file.getName() + ": refused");
                }
            }
        }
    }
}
J
"$work/venv/bin/python" "$work/save.py" "$work"
java -Dai.djl.offline=true -cp "$work/*" "$work/Load.java" "$work" 2>/dev/null | tee "$work/seen"
for line in 'f4 little.npz: float32 [1.0, 2.0, 3.0]' 'f8 little.npz: float64 [1.0, 2.0, 3.0]' 'i4 little.npz: int32 [1, 2, 3]' 'i8 little.npz: int64 [1, 2, 3]' \
  'i4 big.npz: int32 [16777216, 33554432, 50331648]' \
  'i8 big.npz: int64 [72057594037927936, 144115188075855872, 216172782113783808]' 'transposed.npz: refused'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
for line in '^f4 big.npz: float32 \[[0-9.]+E-41, ' '^f8 big.npz: float64 \[[0-9.]+E-319, '; do
  grep -qE "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
