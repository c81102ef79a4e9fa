#!/usr/bin/env bash
# Versions: org.eclipse.osgi 3.23.0, org.apache.felix.framework 7.0.5, Gogo runtime 1.1.6, shell 1.1.4 and command 1.1.2, JDK 17.
# Expected: the bundles of the Gogo shell greet and prompt in every framework, if no property of theirs is set.
# Seen:     under Felix they do. Equinox itself sets the property gosh.args to "--nointeractive" when osgi.console is not set, so the same bundles
#           all start, but no shell runs: no prompt, no error. Any gosh.args of one's own, such as "--quiet", brings the shell back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
get() { mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact="$1" -DoutputDirectory="$2" || exit 2; }
get org.eclipse.platform:org.eclipse.osgi:3.23.0 "$work/equinox"
get org.apache.felix:org.apache.felix.framework:7.0.5 "$work/felix"
for bundle in gogo.runtime:1.1.6 gogo.shell:1.1.4 gogo.command:1.1.2; do get org.apache.felix:org.apache.felix.$bundle "$work/bundles"; done
cat >"$work/Start.java" <<'J'
import java.io.File;
import java.util.*;
import org.osgi.framework.*;
import org.osgi.framework.launch.*;

public class Start {
    public static void main(String[] args) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("org.osgi.framework.storage", args[1]);
        if (args.length > 2) settings.put("gosh.args", args[2]);
        Framework framework = ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(settings);
        framework.init();
        BundleContext context = framework.getBundleContext();
        System.out.println("gosh.args is " + context.getProperty("gosh.args"));
        List<Bundle> bundles = new ArrayList<>();
        for (File jar : new File(args[0]).listFiles()) bundles.add(context.installBundle(jar.toURI().toString()));
        framework.start();
        for (Bundle bundle : bundles) bundle.start();
        framework.waitForStop(10000); // at the end of its input the shell stops the framework; without a shell, wait 10 seconds
        System.out.println();
        System.exit(0);
    }
}
J
start() { echo 'echo the shell answers' | java -cp "$work/$1/*" "$work/Start.java" "$work/bundles" "$work/storage-$1$2" $2 2>&1 | grep -E '^(gosh.args|g!)' | sed "s/^/$1: /"; }
{ start felix ''; start equinox ''; start equinox --quiet; } | tee "$work/seen"
if [ "$(grep -c 'the shell answers' "$work/seen")" = 2 ] && grep -qx 'felix: gosh.args is null' "$work/seen" &&
  [ "$(grep -A1 -x 'equinox: gosh.args is --nointeractive' "$work/seen" | tail -1)" = 'equinox: gosh.args is --quiet' ]; then
  echo "as found"
else
  echo "changed"
  exit 1
fi
