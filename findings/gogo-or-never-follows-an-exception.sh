#!/usr/bin/env bash
# Versions: org.apache.felix.gogo.runtime 1.1.6, osgi.core 8.0.0, JDK 17.
# Expected: in the shell line "a || b" b runs if a fails, and "a && b" runs b only if a does not fail.
# Seen:     a Gogo command fails by an exception, and that ends the whole line: "a || b" never comes to b. What a command returns does not count
#           either: after false, null and "" the && goes on and the || does not. || works only after a command that sets the exit code
#           of Gogo's own Process by error(int), which needs the runtime's classes. At the left of a pipe the same exception ends nothing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.felix:org.apache.felix.gogo.runtime:1.1.6 org.osgi:osgi.core:8.0.0; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Or.java" <<'J'
import java.io.*;
import java.util.*;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.*;
import org.apache.felix.service.command.Process;

public class Or {
    public static class Commands {
        public void fail() {
            throw new IllegalStateException("failed");
        }

        public boolean no() {
            return false;
        }

        public String empty() {
            return "";
        }

        public void code() {
            Process.Utils.current().error(1);
        }

        public void next() {
            System.out.print("next ran ");
        }
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out; // before the streams of threads take its place
        ThreadIOImpl streams = new ThreadIOImpl();
        streams.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(streams);
        Commands commands = new Commands();
        for (String name : List.of("fail", "no", "empty", "code", "next")) processor.addCommand("my", commands, name);
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream());
        for (String line : List.of("fail || next", "no || next", "no && next", "empty || next", "code || next", "code && next", "fail | next")) {
            System.out.print(line + " : ");
            try {
                processor.createSession(InputStream.nullInputStream(), out, quiet).execute(line);
                System.out.println("end");
            } catch (IllegalStateException e) {
                System.out.println("ended by: " + e.getMessage());
            }
        }
        System.exit(0);
    }
}
J
java -cp "$work/*" "$work/Or.java" 2>&1 | tee "$work/seen"
cat >"$work/found" <<'L'
fail || next : ended by: failed
no || next : end
no && next : next ran end
empty || next : end
code || next : next ran end
code && next : end
fail | next : next ran end
L
if diff "$work/found" "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
