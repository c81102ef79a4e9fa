package org.clade.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.function.Executable;

/** Checks that a refusal is one sentence with the right names. */
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(Executable asked, String... named) {
        String sentence = assertThrows(RefusedException.class, asked).getMessage();
        for (String part : named) {
            assertTrue(sentence.contains(part), () -> "“" + part + "” is not said in: " + sentence);
        }
        assertTrue(sentence.endsWith(".") || sentence.endsWith("?"), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
    }
}
