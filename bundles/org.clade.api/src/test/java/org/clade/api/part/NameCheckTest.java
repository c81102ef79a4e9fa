package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "gatcluster-28", "my_variant.2", "7", "A-", "console", "com", "com10", "null.nul"})
    void plainNamesPass(String name) {
        assertDoesNotThrow(() -> NameCheck.check("variant", name));
        assertEquals(name, NameCheck.folder(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "..", "../../evil", "a/b", "a\\b", "a..b", "a.", ".a", "-a", "_a", "a b", "a\nb",
                        "a\u0000", "a\u001b[31m",
                "a\u202eb", "müller", "ａ", "٣", "a:b", "a*", "a?", "a|b", "a\"", "(a)", "a~b", "a%2e", "con", "NUL",
                        "com1.json", "Lpt9",
                "😀"
            })
    void whatIsNoSafeFileNameIsRefused(String name) {
        String sentence = assertThrows(RefusedException.class, () -> NameCheck.check("variant", name))
                .getMessage();
        assertTrue(sentence.contains("cannot be the name of a variant: it "), sentence);
        assertTrue(sentence.endsWith("as in my-variant."), sentence);
        assertTrue(sentence.chars().noneMatch(Character::isISOControl), sentence);
        assertEquals(Optional.empty(), NameCheck.fault(NameCheck.folder(name)), "a folder's name is a good name");
    }

    @Test
    void longNamesAreRefusedAndCutInTheSentence() {
        assertDoesNotThrow(() -> NameCheck.check("variant", "a".repeat(NameCheck.LONGEST)));
        String sentence = assertThrows(RefusedException.class, () -> NameCheck.check("variant", "a".repeat(400)))
                .getMessage();
        assertTrue(sentence.contains("it has 400 characters"), sentence);
        assertTrue(sentence.length() < 300, sentence);
        assertEquals(NameCheck.LONGEST, NameCheck.folder("a".repeat(400)).length());
    }

    @ParameterizedTest
    @CsvSource({"noise(images=7),noise-images-7-", "my photos,my-photos", "../x,x", "con,x-con", "..,x", "a..b,a.b"})
    void anyTextBecomesAFolder(String text, String folder) {
        assertEquals(folder, NameCheck.folder(text));
    }
}
