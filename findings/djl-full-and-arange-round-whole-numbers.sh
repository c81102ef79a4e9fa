#!/usr/bin/env bash
# Versions: DJL 0.36.0 with pytorch-engine, pytorch-native-cpu 2.7.1 for Linux x86_64, JDK 17.
# Expected: NDManager.full(shape, int) and arange(int, int, int) make int32 arrays of exactly these numbers, as create(int) does.
# Seen:     both pass their numbers on as float. full with 16777217 holds 16777216, and with Integer.MAX_VALUE it is refused as an overflow.
#           arange from 16777216 to 16777219, which it should leave out, has four numbers and ends with it: one row too many for an index.
#           full takes a long as a float, without an error: the array is float32. Setting, adding and multiplying by such numbers is exact.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in ai.djl:api:0.36.0 ai.djl.pytorch:pytorch-engine:0.36.0 ai.djl.pytorch:pytorch-jni:2.7.1-0.36.0 ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64 \
  com.google.code.gson:gson:2.13.1 net.java.dev.jna:jna:5.17.0 org.apache.commons:commons-compress:1.27.1 org.slf4j:slf4j-api:2.0.17; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
export OPT_OUT_TRACKING=true DJL_CACHE_DIR="$work/cache" ENGINE_CACHE_DIR="$work/cache"
cat >"$work/Whole.java" <<'J'
import ai.djl.engine.EngineException;
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import java.util.*;
import java.util.function.Supplier;

public class Whole {
    static void show(String what, Supplier<NDArray> method) {
        try {
            NDArray result = method.get();
            System.out.println(what + ": " + result.getDataType() + " " + Arrays.toString(result.toArray()));
        } catch (EngineException e) {
            System.out.println(what + ": " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    public static void main(String[] args) {
        try (NDManager manager = NDManager.newBaseManager()) {
            show("create 16777217", () -> manager.create(16777217));
            show("full 16777217", () -> manager.full(new Shape(1), 16777217));
            show("full Integer.MAX_VALUE", () -> manager.full(new Shape(1), Integer.MAX_VALUE));
            show("full 16777217L", () -> manager.full(new Shape(1), 16777217L));
            show("zeros plus 16777217", () -> manager.zeros(new Shape(1), DataType.INT32).add(16777217));
            show("arange 3 to 6", () -> manager.arange(3, 6, 1));
            show("arange 16777216 to 16777219", () -> manager.arange(16777216, 16777219, 1));
        }
    }
}
J
java -Dai.djl.offline=true -cp "$work/*" "$work/Whole.java" 2>/dev/null | tee "$work/seen"
cat >"$work/found" <<'L'
create 16777217: int32 [16777217]
full 16777217: int32 [16777216]
full Integer.MAX_VALUE: value cannot be converted to type int without overflow
full 16777217L: float32 [1.6777216E7]
zeros plus 16777217: int32 [16777217]
arange 3 to 6: int32 [3, 4, 5]
arange 16777216 to 16777219: int32 [16777216, 16777217, 16777218, 16777219]
L
if diff "$work/found" "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
