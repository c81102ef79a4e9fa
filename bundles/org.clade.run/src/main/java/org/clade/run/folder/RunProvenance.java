package org.clade.run.folder;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.clade.api.engine.EngineInfo;
import org.clade.run.support.BundleJar;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The content of {@code lock.json}: everything that a run's numbers depend on in addition to its recipe. */
public final class RunProvenance {

    private RunProvenance() {}

    /**
     * Describes the machine and the bundles of a run.
     *
     * @param workers objects that work for the run; the result lists their bundles and all bundles that these are wired to
     * @param engine the engine
     * @param device the device
     * @param images the number of images
     * @param checksum of all pixels of the data set, CRC-32C
     * @param seed the seed of all random numbers
     * @return the content of {@code lock.json}
     */
    public static Map<String, Object> of(
            Collection<Object> workers, EngineInfo engine, String device, int images, long checksum, long seed) {
        Map<String, Object> lock = new LinkedHashMap<>();
        lock.put("seed", seed);
        lock.put("images", images);
        lock.put("data_crc32c", Long.toHexString(checksum));
        lock.put("device", device);
        lock.put("engine", engine.name());
        lock.put("djl", engine.djl());
        lock.put("threads", engine.threads());
        lock.put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        lock.put("platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        lock.put("processors", Runtime.getRuntime().availableProcessors());
        lock.put("bundles", bundles(workers).stream().map(RunProvenance::fields).toList());
        return lock;
    }

    private static Map<String, Object> fields(Bundle bundle) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbolic_name", bundle.getSymbolicName());
        fields.put("version", bundle.getVersion().toString());
        fields.put("sha256", BundleJar.sha256(bundle));
        return fields;
    }

    private static List<Bundle> bundles(Collection<Object> workers) {
        Set<Bundle> seen = new LinkedHashSet<>();
        Deque<Bundle> open = new ArrayDeque<>();
        workers.stream()
                .map(worker -> FrameworkUtil.getBundle(worker.getClass()))
                .filter(Objects::nonNull)
                .forEach(open::add);
        while (!open.isEmpty()) {
            Bundle bundle = open.remove();
            BundleWiring wiring = seen.add(bundle) ? bundle.adapt(BundleWiring.class) : null;
            if (wiring != null) {
                wiring.getRequiredWires(null)
                        .forEach(wire -> open.add(wire.getProvider().getBundle()));
                for (BundleWire fragment : wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE)) {
                    open.add(fragment.getRequirer().getBundle());
                }
            }
        }
        return seen.stream()
                .sorted(Comparator.comparing(Bundle::getSymbolicName).thenComparing(Bundle::getVersion))
                .toList();
    }
}
