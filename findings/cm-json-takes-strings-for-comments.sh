#!/usr/bin/env bash
# Versions: org.apache.felix.cm.json 2.0.6, parsson 1.1.7, JDK 17.
# Expected: the reader of configurations allows comments in JSON, and reads JSON without any as every other reader does.
# Seen:     it does not know that the quote after a double backslash ends a string. After a value that ends with a backslash, such as a folder of
#           Windows, it has strings and the text between them the wrong way round, and drops what looks like a comment within strings.
#           Without an error "docs/*/index.html" becomes "docsindex.html", and two keys become one; with a web address the JSON is called invalid.
#           The same entries in the other order are right.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.felix:org.apache.felix.cm.json:2.0.6 org.osgi:org.osgi.service.configurator:1.0.1 org.osgi:org.osgi.util.converter:1.0.9 \
  org.osgi:org.osgi.util.function:1.2.0 jakarta.json:jakarta.json-api:2.1.3 org.eclipse.parsson:parsson:1.1.7; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Read.java" <<'J'
import java.io.*;
import java.nio.file.*;
import java.util.*;
import jakarta.json.Json;
import org.apache.felix.cm.json.io.Configurations;

public class Read {
    public static void main(String[] args) throws Exception {
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            System.out.println("JSON:    " + Json.createReader(new StringReader(line)).readObject());
            try {
                System.out.println("cm.json: " + new TreeMap<>(Map.copyOf(Configurations.buildReader().build(new StringReader(line)).readConfiguration())));
            } catch (IOException e) {
                System.out.println("cm.json: " + e.getMessage().split(" Unexpected")[0]);
            }
        }
    }
}
J
cat >"$work/lines" <<'L'
{"folder": "C:\\data", "pages": "docs/*/index.html"}
{"folder": "C:\\data\\", "pages": "docs/*/index.html"}
{"pages": "docs/*/index.html", "folder": "C:\\data\\"}
{"folder": "C:\\data\\", "from": "docs/*", "to": "old/*/docs"}
{"folder": "C:\\data\\", "site": "https://example.org/"}
L
java -cp "$work/*" "$work/Read.java" "$work/lines" | tee "$work/seen"
cat >"$work/found" <<'L'
cm.json: {folder=C:\data, pages=docs/*/index.html}
cm.json: {folder=C:\data\, pages=docsindex.html}
cm.json: {folder=C:\data\, pages=docs/*/index.html}
cm.json: {folder=C:\data\, from=docsdocs}
cm.json: Invalid JSON
L
if diff "$work/found" <(grep cm.json "$work/seen"); then echo "as found"; else echo "changed"; exit 1; fi
