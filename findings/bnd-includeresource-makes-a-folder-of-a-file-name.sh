#!/usr/bin/env bash
# Versions: biz.aQute.bndlib 7.1.0, JDK 17.
# Expected: "-includeresource: page.js=FILE" puts FILE into the bundle as page.js, whether FILE lies in a folder or in a jar ("@some.jar!/...").
# Seen:     from a folder it does. From a jar, page.js becomes a folder that holds the whole path inside of the jar, and with flatten:=true a folder
#           that holds the file. There is no error and no warning, so one finds out where the page does not load.
#           What does rename a file from a jar is no name in front and "rename:=page.js" behind.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'X'
<project>
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>biz.aQute.bnd</groupId><artifactId>biz.aQute.bndlib</artifactId><version>7.1.0</version></dependency>
  </dependencies>
</project>
X
mvn -q -B -Dstyle.color=never -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" || exit 2
mkdir -p "$work/web/dist"
echo 'let x = 1;' >"$work/web/dist/chart.js"
jar cfM "$work/web.jar" -C "$work/web" dist
cat >"$work/Include.java" <<'J'
import aQute.bnd.osgi.*;
import java.io.File;

public class Include {
    public static void main(String[] args) throws Exception {
        for (String clause : new String[] {"page.js=web/dist/chart.js", "page.js=@web.jar!/dist/chart.js", "page.js=@web.jar!/dist/chart.js;flatten:=true",
            "@web.jar!/dist/chart.js;rename:=page.js"}) {
            try (Builder builder = new Builder()) {
                builder.setBase(new File(args[0]));
                builder.setProperty("Bundle-SymbolicName", "pages");
                builder.setProperty("-includeresource", clause);
                System.out.println(clause + " -> " + builder.build().getResources().keySet()
                    + ", errors and warnings: " + (builder.getErrors().size() + builder.getWarnings().size()));
            }
        }
    }
}
J
java -cp "$work/lib/*" "$work/Include.java" "$work" 2>/dev/null | tee "$work/seen"
for line in 'page.js=web/dist/chart.js -> [page.js], errors and warnings: 0' 'page.js=@web.jar!/dist/chart.js -> [page.js/dist/chart.js], errors and warnings: 0' \
  'page.js=@web.jar!/dist/chart.js;flatten:=true -> [page.js/chart.js], errors and warnings: 0' \
  '@web.jar!/dist/chart.js;rename:=page.js -> [page.js], errors and warnings: 0'; do
  grep -qxF "$line" "$work/seen" || { echo "changed: $line"; exit 1; }
done
echo "as found"
