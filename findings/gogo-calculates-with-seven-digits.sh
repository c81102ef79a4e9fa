#!/usr/bin/env bash
# Versions: org.apache.felix.gogo.runtime 1.1.6, osgi.core 8.0.0, JDK 17.
# Expected: Gogo keeps whole numbers as long, so its arithmetic %(...) is exact for them, or says that a number is too large.
# Seen:     it calculates with seven significant digits, as 32-bit decimals do, and gives the rounded result as a Long, without a warning.
#           16777217 alone becomes 16777220, 20000001 and 20000000 are equal, and the difference of two times in milliseconds is 0.
#           A variable that only passes such a number on keeps all its digits. Whole numbers of at most seven digits are safe.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.felix:org.apache.felix.gogo.runtime:1.1.6 org.osgi:osgi.core:8.0.0; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Calculate.java" <<'J'
import java.io.*;
import java.util.*;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.Function;

public class Calculate {
    public static void main(String[] args) throws Exception {
        PrintStream out = System.out; // before the streams of threads take its place
        ThreadIOImpl streams = new ThreadIOImpl();
        streams.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(streams);
        Function show = (session, values) -> values.get(0).getClass().getSimpleName() + " " + values.get(0);
        processor.addCommand("my", show, "execute");
        for (String line : List.of(
                "9999999 + 0", "16777217", "12345678 - 1", "2 ** 40", "20000001 == 20000000", "20000001 > 20000000", "1764559027000 - 1764559026000", "10 / 3")) {
            var session = processor.createSession(InputStream.nullInputStream(), out, out);
            System.out.println(line + " is " + session.execute("my:execute %(" + line + ")"));
        }
        var session = processor.createSession(InputStream.nullInputStream(), out, out);
        System.out.println("seed alone is " + session.execute("seed = 20000001; my:execute $seed"));
        System.out.println("seed + 1 is " + session.execute("my:execute %(seed + 1)"));
        System.exit(0);
    }
}
J
java -cp "$work/*" "$work/Calculate.java" 2>&1 | tee "$work/seen"
cat >"$work/found" <<'L'
9999999 + 0 is Long 9999999
16777217 is Long 16777220
12345678 - 1 is Long 12345680
2 ** 40 is Long 1099512000000
20000001 == 20000000 is Long 1
20000001 > 20000000 is Long 0
1764559027000 - 1764559026000 is Long 0
10 / 3 is BigDecimal 3.333333
seed alone is Token 20000001
seed + 1 is Long 20000000
L
if diff "$work/found" "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
