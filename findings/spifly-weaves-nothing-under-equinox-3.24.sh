#!/usr/bin/env bash
# Versions: org.apache.aries.spifly.dynamic.framework.extension 1.3.7, slf4j-api 2.0.20, logback-classic and -core 1.5.38,
#           org.eclipse.osgi 3.23.0 and 3.24.300, JDK 17.
# Expected: SPI Fly as a framework extension mediates ServiceLoader under any Equinox of line 3, so SLF4J finds logback.
# Seen:     under 3.23.0 it does. Under 3.24.300 everything starts without an error, but SLF4J finds no provider and logs nothing:
#           the extension weaves no class.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get() { mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$1" -DoutputDirectory="$2" || exit 2; }
for bundle in org.apache.aries.spifly:org.apache.aries.spifly.dynamic.framework.extension:1.3.7 org.slf4j:slf4j-api:2.0.20 \
  ch.qos.logback:logback-core:1.5.38 ch.qos.logback:logback-classic:1.5.38; do get $bundle "$work/bundles"; done
get org.eclipse.platform:org.eclipse.osgi:3.23.0 "$work/old"
get org.eclipse.platform:org.eclipse.osgi:3.24.300 "$work/new"
cat >"$work/Start.java" <<'J'
import java.io.File;
import java.util.*;
import org.osgi.framework.*;
import org.osgi.framework.launch.*;

public class Start {
    public static void main(String[] args) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", args[1]);
        settings.put("eclipse.log.enabled", "false");
        Framework framework = ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(settings);
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        File[] jars = new File(args[0]).listFiles();
        Arrays.sort(jars);
        for (File jar : jars) bundles.add(framework.getBundleContext().installBundle(jar.toURI().toString()));
        framework.start();
        for (Bundle bundle : bundles) if (bundle.getHeaders().get("Fragment-Host") == null) bundle.start();
        Bundle slf4j = bundles.stream().filter(b -> "slf4j.api".equals(b.getSymbolicName())).findFirst().get();
        Object factory = slf4j.loadClass("org.slf4j.LoggerFactory").getMethod("getILoggerFactory").invoke(null);
        System.out.println("provider: " + factory.getClass().getName());
        framework.stop();
        framework.waitForStop(5000);
        System.exit(0);
    }
}
J
for framework in old new; do
  echo "$framework: $(java -cp "$work/$framework/*" "$work/Start.java" "$work/bundles" "$work/storage-$framework" 2>/dev/null | grep provider)"
done | tee "$work/seen"
if grep -q 'old: provider: ch.qos.logback.classic.LoggerContext' "$work/seen" && grep -q 'new: provider: org.slf4j.helpers.NOP' "$work/seen"; then echo "as found"; else echo "changed"; exit 1; fi
