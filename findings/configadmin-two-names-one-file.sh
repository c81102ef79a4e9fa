#!/usr/bin/env bash
# Versions: org.apache.felix.configadmin 1.9.26, osgi.core 8.0.0, JDK 17.
# Expected: Configuration Admin keeps each PID by itself.
# Seen:     its file store turns "." and "/" of a PID into the same folder separator, so the PIDs "site.red" and "site/red" share one file:
#           what is stored last is what both read after a restart. A factory PID whose instances get their names from users needs a check of names.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for artifact in org.apache.felix:org.apache.felix.configadmin:1.9.26 org.osgi:osgi.core:8.0.0; do
  mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=$artifact -DoutputDirectory="$work" || exit 2
done
cat >"$work/Names.java" <<'J'
import java.io.File;
import java.util.Dictionary;
import java.util.Hashtable;
import org.apache.felix.cm.file.FilePersistenceManager;

public class Names {
    public static void main(String[] args) throws Exception {
        FilePersistenceManager store = new FilePersistenceManager(args[0]);
        for (String pid : new String[] {"site.red", "site/red"}) {
            Dictionary<String, Object> values = new Hashtable<>();
            values.put("service.pid", pid);
            values.put("color", pid);
            store.store(pid, values);
        }
        for (String pid : new String[] {"site.red", "site/red"}) {
            System.out.println(pid + " reads color=" + store.load(pid).get("color"));
        }
    }
}
J
seen=$(java -cp "$work/*" "$work/Names.java" "$work/store")
echo "$seen"
find "$work/store" -name '*.config' -printf 'file %P\n'
if grep -qx 'site.red reads color=site/red' <<<"$seen" && [ "$(find "$work/store" -name '*.config' | wc -l)" = 1 ]; then echo "as found"; else echo "changed"; exit 1; fi
