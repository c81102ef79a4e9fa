package org.clade.deploy.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingClassTest {

    private static String sentence(Throwable failure) {
        return MissingClass.sentence("org.example.one 1.0.0", failure).orElseThrow();
    }

    @Test
    void theClassIsNamedHoweverDeepTheFailureIs() {
        String needed = "org.example.one 1.0.0 needs the class org.example.lib.Absent, ";
        assertTrue(sentence(new NoClassDefFoundError("org/example/lib/Absent")).startsWith(needed));
        assertTrue(
                sentence(new NoClassDefFoundError("Lorg/example/lib/Absent;")).startsWith(needed));
        assertTrue(sentence(new IllegalStateException(
                        "cannot",
                        new ClassNotFoundException("org.example.lib.Absent cannot be found by org.example.one_1.0.0")))
                .startsWith(needed));
    }

    @Test
    void otherFailuresAreNoMissingClasses() {
        assertEquals(Optional.empty(), MissingClass.sentence("one", new IllegalStateException("Absent")));
        assertEquals(
                Optional.empty(),
                MissingClass.sentence("one", new NoClassDefFoundError("Could not initialize class org.example.One")));
    }
}
