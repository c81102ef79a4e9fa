#!/usr/bin/env bash
# Versions: org.apache.felix.cm.json 2.0.6, parsson 1.1.7, JDK 17.
# Expected: the reader of configurations keeps a value, or refuses one that does not fit the type in its key, as it refuses "size:Integer":"abc".
# Seen:     it refuses only text that is no number. Numbers that do not fit lose their upper bits or their fraction; without a type,
#           12345678901234567890 becomes a negative long. A list under a plain type shrinks to its first value, "yes" is false and 2 is true.
#           A list with a null, or with numbers and text, becomes one String: its JSON. None of this is an error.
#           Of two equal keys the last one stays, while two keys that differ only in case are refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.felix:org.apache.felix.cm.json:2.0.6 org.osgi:org.osgi.service.configurator:1.0.1 org.osgi:org.osgi.util.converter:1.0.9 \
  org.osgi:org.osgi.util.function:1.2.0 jakarta.json:jakarta.json-api:2.1.3 org.eclipse.parsson:parsson:1.1.7; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Types.java" <<'J'
import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.felix.cm.json.io.Configurations;

public class Types {
    public static void main(String[] args) throws Exception {
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            System.out.print(line + " -> ");
            try {
                var read = Configurations.buildReader().build(new StringReader(line)).readConfiguration();
                Object value = read.elements().nextElement();
                System.out.println(value.getClass().getSimpleName() + " " + (value instanceof Object[] array ? Arrays.toString(array) : value));
            } catch (IOException e) {
                System.out.println("refused");
            }
        }
    }
}
J
cat >"$work/found" <<'L'
{"size:Integer": "abc"} -> refused
{"size:Integer": 3000000000} -> Integer -1294967296
{"size:Integer": 5.7} -> Integer 5
{"size:Byte": 300} -> Byte 44
{"size": 12345678901234567890} -> Long -6101065172474983726
{"size:Integer": [64, 128]} -> Integer 64
{"on:Boolean": "yes"} -> Boolean false
{"on:Boolean": 2} -> Boolean true
{"sizes": [64, 128]} -> Long[] [64, 128]
{"sizes": [64, null]} -> String [64,null]
{"sizes": [64, "auto"]} -> String [64,"auto"]
{"size": 1, "size": 2} -> Long 2
{"size": 1, "Size": 2} -> refused
L
sed 's/ -> .*//' "$work/found" >"$work/lines"
java -cp "$work/*" "$work/Types.java" "$work/lines" | tee "$work/seen"
if diff "$work/found" "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
