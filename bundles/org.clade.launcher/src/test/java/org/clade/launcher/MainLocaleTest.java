package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.NumberFormat;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainLocaleTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR", "bn-BD", "mr-IN", "ne-NP", "de-DE", "tr-TR", "th-TH-u-nu-thai"})
    void librariesAndBundlesSeeTheRootLocale(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Main.useRootLocale();
        assertEquals("1234.5", String.format("%.1f", 1234.5));
        assertEquals("-1,234.5", NumberFormat.getInstance().format(-1234.5));
        assertEquals("title", "TITLE".toLowerCase());
        assertEquals(Locale.ROOT, Locale.getDefault(Locale.Category.FORMAT));
        assertEquals(Locale.ENGLISH, Locale.getDefault(Locale.Category.DISPLAY));
    }
}
