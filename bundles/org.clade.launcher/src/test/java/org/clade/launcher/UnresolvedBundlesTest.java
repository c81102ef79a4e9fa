package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class UnresolvedBundlesTest {
    private final UnresolvedBundles unresolved = new UnresolvedBundles();

    @Test
    void namesTheDeepestMissingRequirement() {
        unresolved.add(
                "org.example.a",
                new BundleException(
                        """
                        Could not resolve module: org.example.a [1]
                          Unresolved requirement: Import-Package: org.example.b; version="1.0.0"
                            -> Export-Package: org.example.b; bundle-symbolic-name="org.example.b"
                               org.example.b [2]
                                 Unresolved requirement: Import-Package: org.example.c
                        """));

        assertEquals(
                List.of("The bundle org.example.a did not start: nothing provides Import-Package: org.example.c."),
                unresolved.sentences());
    }

    @Test
    void saysWhatAnActivatorThrew() {
        assertTrue(unresolved.isEmpty());
        unresolved.add("org.example.a", new BundleException("wrapped", new IllegalStateException("No disk.\nreally")));
        unresolved.add("org.example.a", new BundleException("a later consequence"));
        unresolved.add("org.example.b", new NullPointerException());

        assertEquals(
                List.of(
                        "The bundle org.example.a did not start: No disk.",
                        "The bundle org.example.b did not start: NullPointerException."),
                unresolved.sentences());
    }
}
