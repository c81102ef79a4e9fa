#!/usr/bin/env bash
# Versions: org.apache.felix.gogo.runtime 1.1.6, osgi.core 8.0.0, JDK 17.
# Expected: at a shell's prompt, brackets in the middle of a word and a percent sign at its end are ordinary letters.
# Seen:     Gogo takes "(" for the start of a pattern of file names. A word such as size(width=1) that matches no file ends the command with
#           "no matches found". "50%" is taken for the start of an arithmetic expression and ends it with a syntax error.
#           A "*" that matches two files gives the command one argument, a list, and not two words as in sh.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.felix:org.apache.felix.gogo.runtime:1.1.6 org.osgi:osgi.core:8.0.0; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Words.java" <<'J'
import java.io.*;
import java.nio.file.*;
import java.util.*;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

public class Words implements Function {
    public Object execute(CommandSession session, List<Object> words) {
        System.out.println(words.size() + " argument(s), the first is a " + (words.get(0) instanceof List<?> list ? "list of " + list.size() : "word"));
        return null;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("words");
        Files.createFile(folder.resolve("a.txt"));
        Files.createFile(folder.resolve("b.txt"));
        InputStream in = System.in;
        PrintStream out = System.out;
        ThreadIOImpl streams = new ThreadIOImpl();
        streams.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(streams);
        processor.addCommand("my", new Words(), "show"); // a Function gets its arguments as they are
        for (String line : List.of("my:show plain", "my:show size(width=1)", "my:show 'size(width=1)'", "my:show 50%", "my:show *.txt")) {
            CommandSession session = processor.createSession(in, out, out);
            session.currentDir(folder);
            System.out.print(line + " : ");
            try {
                session.execute(line);
            } catch (Exception e) {
                Throwable said = e.getCause() == null ? e : e.getCause();
                System.out.println(said.getClass().getSimpleName() + ": " + said.getMessage());
            }
        }
        System.exit(0);
    }
}
J
seen=$(java -cp "$work/*" "$work/Words.java" 2>&1)
echo "$seen"
for line in 'plain : 1 argument(s), the first is a word' 'size(width=1) : IOException: no matches found' "'size(width=1)' : 1 argument(s), the first is a word" \
  '50% : SyntaxError: bad expression' '*.txt : 1 argument(s), the first is a list of 2'; do
  grep -qF "my:show $line" <<<"$seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
