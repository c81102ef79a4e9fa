package org.clade.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exported packages have the versions that their changes since the baseline in {@code sdk/baseline} require: an addition raises the
 * minor version, a removal or change the major version. See CONTRIBUTING.md.
 */
class BaselineTest {

    private static final Path ROOT = Path.of(System.getProperty("clade.root", "../.."));

    @ParameterizedTest
    @ValueSource(strings = {"org.clade.api", "org.clade.testkit"})
    void versionsSayWhatHasChanged(String bundle) throws Exception {
        try (Processor processor = new Processor();
                Jar older =
                        new Jar(ROOT.resolve("sdk/baseline/" + bundle + ".jar").toFile());
                Jar newer = new Jar(built(bundle).toFile())) {
            Set<Info> packages = new Baseline(processor, new DiffPluginImpl()).baseline(newer, older, null);
            assertFalse(packages.isEmpty());
            List<String> wrong = packages.stream()
                    .filter(info -> info.mismatch)
                    .map(info -> "%s has a change of kind %s, so its version must be %s instead of %s"
                            .formatted(
                                    info.packageName,
                                    info.packageDiff.getDelta(),
                                    info.suggestedVersion,
                                    info.newerVersion))
                    .toList();
            assertEquals(List.of(), wrong);
        }
    }

    private static Path built(String bundle) throws IOException {
        try (Stream<Path> files =
                Files.list(ROOT.resolve("bundles").resolve(bundle).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(bundle + "-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException("There is no jar of %s; build it first.".formatted(bundle)));
        }
    }
}
