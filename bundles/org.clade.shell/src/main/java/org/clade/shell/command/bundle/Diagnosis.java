package org.clade.shell.command.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.engine.EngineInfo;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;
import org.clade.shell.service.Platform;

/**
 * The environment of Clade, and its problems.
 *
 * @param platform the framework and its bundles
 * @param engine the tensor engine, if it works
 * @param telemetry whether DJL may send usage reports to its authors
 * @param problems one sentence for each problem
 */
record Diagnosis(Platform platform, Optional<EngineInfo> engine, boolean telemetry, List<String> problems) {

    /** {@return everything in the form for JSON} */
    Map<String, Object> fields() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("clade", platform.version());
        engine.ifPresent(info -> {
            fields.put("engine", info.name());
            fields.put("djl", info.djl());
            fields.put("devices", info.devices());
            fields.put("threads", info.threads());
            fields.put("natives", info.natives().folder());
            fields.put("natives_bytes", size(info.natives().folder()));
            fields.put("load_seconds", info.natives().loadSeconds());
        });
        cache().ifPresent(folder -> fields.put("cache", folder));
        fields.put("processors", runtime.availableProcessors());
        fields.put("heap_max_bytes", runtime.maxMemory());
        fields.put("heap_used_bytes", runtime.totalMemory() - runtime.freeMemory());
        fields.put("java", java());
        fields.put("system", system());
        fields.put("framework", platform.framework());
        fields.put("bundles", platform.bundles().size());
        fields.put("telemetry", telemetry ? "on" : "off");
        fields.put("problems", problems);
        return fields;
    }

    /** {@return the important facts as text} */
    Table table() {
        Runtime runtime = Runtime.getRuntime();
        Table table = Table.pairs().row("Clade", platform.version());
        engine.ifPresent(info -> table.row("engine", "%s, DJL %s".formatted(info.name(), info.djl()))
                .row("devices", String.join(", ", info.devices()))
                .row("threads", info.threads() + " of " + runtime.availableProcessors() + " processors")
                .row(
                        "natives",
                        "%s, %s, loaded in %s s"
                                .formatted(
                                        info.natives().folder(),
                                        Format.size(size(info.natives().folder())),
                                        Format.tenths(info.natives().loadSeconds()))));
        return table.known("cache", cache().orElse(""))
                .row(
                        "Java's memory",
                        "%s of %s used"
                                .formatted(
                                        Format.size(runtime.totalMemory() - runtime.freeMemory()),
                                        Format.size(runtime.maxMemory())))
                .row("Java", java())
                .row("system", system())
                .row("framework", platform.framework())
                .row("bundles", "%s, %s not active".formatted(platform.bundles().size(), idle()))
                .row("telemetry", telemetry ? "on" : "off");
    }

    private String idle() {
        long idle =
                platform.bundles().stream().filter(Platform.BundleState::idle).count();
        return idle == 0 ? "none" : Long.toString(idle);
    }

    private static Optional<String> cache() {
        return Optional.ofNullable(System.getProperty("DJL_CACHE_DIR", System.getenv("DJL_CACHE_DIR")));
    }

    private static String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    private static long size(Path folder) {
        if (folder == null || !Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(Diagnosis::bytes)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
