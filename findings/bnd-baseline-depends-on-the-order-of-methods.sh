#!/usr/bin/env bash
# Versions: biz.aQute.bndlib 7.1.0, org.osgi.annotation.versioning 1.1.2, JDK 17.
# Expected: a new abstract method in a @ConsumerType interface breaks everyone who implements it, so the baseline of bnd rates it MAJOR.
# Seen:     it does so only while no default or static method stands above the new one in the source. With one above it, which may have been there
#           before, bnd rates the same change MINOR and suggests 1.1.0. It takes the methods in the order of the class file and keeps the milder
#           rating of a default method for all that follow. So keep default methods at the end, or look for new abstract methods by yourself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'X'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>biz.aQute.bnd</groupId><artifactId>biz.aQute.bndlib</artifactId><version>7.1.0</version></dependency>
    <dependency><groupId>org.osgi</groupId><artifactId>org.osgi.annotation.versioning</artifactId><version>1.1.2</version></dependency>
  </dependencies>
</project>
X
mvn -q -B -Dstyle.color=never -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" || exit 2
cat >"$work/Rate.java" <<'J'
import aQute.bnd.differ.*;
import aQute.bnd.osgi.*;
import aQute.libg.reporter.ReporterAdapter;
import java.nio.file.*;
import javax.tools.ToolProvider;

public class Rate {
    static Jar build(Path folder, String methods) throws Exception {
        Path source = Files.createDirectories(folder).resolve("Part.java");
        Files.writeString(source, "package parts; @org.osgi.annotation.versioning.ConsumerType public interface Part { " + methods + "}");
        ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", System.getProperty("java.class.path"), "-d", folder + "/out", source.toString());
        Builder builder = new Builder();
        builder.addClasspath(folder.resolve("out").toFile());
        builder.setProperty("Bundle-SymbolicName", "parts");
        builder.setProperty("Export-Package", "parts;version=1.0.0");
        return builder.build();
    }

    static void show(String methods, String withNew) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("work")), "rate");
        Jar old = build(folder.resolve("old"), methods);
        for (Baseline.Info info : new Baseline(new ReporterAdapter(), new DiffPluginImpl()).baseline(build(folder.resolve("new"), withNew), old, null)) {
            System.out.println(withNew + "-> " + info.packageDiff.getDelta() + ", suggests " + info.suggestedVersion);
        }
    }

    public static void main(String[] args) throws Exception {
        show("void run(); ", "void run(); void added(); ");
        show("void run(); default void stop() {} ", "void run(); void added(); default void stop() {} ");
        show("void run(); default void stop() {} ", "void run(); default void stop() {} void added(); ");
        show("void run(); static void stop() {} ", "static void stop() {} void run(); void added(); ");
    }
}
J
java -Dwork="$work" -cp "$work/lib/*" "$work/Rate.java" 2>/dev/null | tee "$work/seen"
for line in 'void run(); void added(); -> MAJOR, suggests 2.0.0' 'void run(); void added(); default void stop() {} -> MAJOR, suggests 2.0.0' \
  'void run(); default void stop() {} void added(); -> MINOR, suggests 1.1.0' 'static void stop() {} void run(); void added(); -> MINOR, suggests 1.1.0'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
