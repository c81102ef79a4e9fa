package org.clade.deploy.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.clade.base.folder.FileStamp;
import org.clade.deploy.admission.Admission;
import org.clade.deploy.admission.Candidate;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.clade.deploy.inspect.PartRef;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

class DeploymentRecordTest {

    private final DeploymentRecord entry = new DeploymentRecord(Path.of("deploy", "one.jar"));

    /** The bundle of a version. */
    static Candidate candidate(int major) {
        return new Candidate("one.jar", Path.of("copy"), "sha" + major, "org.example.one", new Version(major, 0, 0));
    }

    private static Bundle bundle(Version version) {
        Map<String, Object> said =
                Map.of("getSymbolicName", "org.example.one", "getVersion", version, "getBundleId", 7L);
        return (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, called, arguments) -> said.get(called.getName()));
    }

    /** Lets the bundle of a version pass, in place of others. */
    static void serve(DeploymentRecord entry, int major, Version... replaced) {
        Candidate candidate = candidate(major);
        entry.check(candidate.sha256(), System.nanoTime());
        entry.holds(candidate);
        entry.declares(Set.of(new PartRef("task", "one")));
        entry.passed(new Admission.Admitted(bundle(candidate.version()), 11), List.of(replaced));
    }

    @Test
    void whatPassesServesUnderEachOfItsNames() {
        assertEquals(
                new DeployedBundle("one.jar", "", "", DeployState.CHECKING, List.of(), List.of(), 0, 0, ""),
                entry.shown());
        serve(entry, 1);
        double seconds = entry.shown().seconds();
        assertEquals(
                new DeployedBundle(
                        "one.jar",
                        "org.example.one",
                        "1.0.0",
                        DeployState.SERVING,
                        List.of("task one"),
                        List.of(),
                        11,
                        seconds,
                        "sha1"),
                entry.shown());
        for (String name : List.of("one.jar", "org.example.one", "task one", "one", "7")) {
            assertTrue(entry.isCalled(name), name);
        }
        assertFalse(entry.isCalled("task"));
        assertTrue(entry.serves("sha1"));
        assertFalse(entry.serves("sha2"));
    }

    @Test
    void anUpdateThatFailsIsShownAndWhatServedServesOn() {
        serve(entry, 1);
        DeployedBundle before = entry.shown();
        entry.check("sha2", System.nanoTime());
        entry.holds(candidate(2));
        entry.notTaken(DeploymentRejectedException.refused("It threw."));
        assertEquals(
                List.of("It threw.", "org.example.one 1.0.0, which served before, continues to serve."),
                entry.shown().findings());
        assertEquals(DeployState.REFUSED, entry.shown().state());
        assertEquals("2.0.0", entry.shown().version());
        assertEquals("It threw. (1 more: part:refused lists them.)", entry.brief());
        assertFalse(entry.serves("sha2"));

        Path elsewhere = Path.of("built", "one.jar");
        DeploymentRecord refused = entry.refusedAt(elsewhere);
        entry.back(before);
        assertEquals(elsewhere.toString(), refused.shown().file());
        assertEquals("2.0.0", refused.shown().version());
        assertEquals(2, refused.shown().findings().size());
        assertNull(refused.bundle());
        assertTrue(entry.serves("sha1"));
    }

    @Test
    void whatAVersionReplacesIsSaid() {
        serve(entry, 2, new Version(1, 5, 0), new Version(2, 0, 0));
        assertEquals(List.of("It replaced 1.5.0 by 2.0.0."), entry.shown().findings());
        assertFalse(entry.wentBack());
        serve(entry, 1, new Version(2, 0, 0));
        assertEquals(
                List.of("It replaced 2.0.0 by 1.0.0, an older version."),
                entry.shown().findings());
        assertTrue(entry.wentBack());
    }

    @Test
    void aJarIsReadAgainWhenItLooksOtherwise() {
        assertTrue(entry.sees(new FileStamp(FileTime.fromMillis(1), 1, "key")));
        assertFalse(entry.sees(new FileStamp(FileTime.fromMillis(1), 1, "key")));
        assertTrue(entry.sees(new FileStamp(FileTime.fromMillis(1), 2, "key")));
    }

    @Test
    void whatIsSupersededOrLacksSomethingWaits() {
        entry.notTaken(DeploymentRejectedException.waiting(List.of("It wants more.")));
        assertEquals(DeployState.WAITING, entry.shown().state());
        assertEquals("It wants more.", entry.brief());
        serve(entry, 1);
        entry.superseded(candidate(2));
        assertEquals(DeployState.WAITING, entry.shown().state());
        assertEquals(
                List.of("org.example.one 2.0.0 from one.jar serves instead."),
                entry.shown().findings());
        assertNull(entry.bundle());
    }
}
