package org.clade.golden;

import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The locales of this JDK that write numbers or letters in another way than the root locale. */
public final class ForeignLocales {

    private ForeignLocales() {}

    /**
     * Returns one locale for each number format that differs from the root locale's (other digits, a decimal comma, another minus), and the
     * locales with other rules for upper and lower case.
     *
     * @return the locales, at least five
     */
    public static List<Locale> all() {
        Map<String, Locale> locales = new LinkedHashMap<>();
        Arrays.stream(Locale.getAvailableLocales())
                .sorted(Comparator.comparing(Locale::toLanguageTag))
                .filter(locale -> !locale.equals(Locale.ROOT))
                .forEach(locale -> locales.putIfAbsent(numbers(locale), locale));
        locales.remove(numbers(Locale.ROOT));
        for (String tag : List.of("ar-EG", "fa-IR", "bn-BD", "mr-IN", "ne-NP", "tr-TR", "lt-LT", "th-TH-u-nu-thai")) {
            locales.put(tag, Locale.forLanguageTag(tag));
        }
        return List.copyOf(locales.values());
    }

    /**
     * Does work under another default locale.
     *
     * @param locale the default locale during the work
     * @param work the work
     * @return its result
     */
    public static <T> T under(Locale locale, Supplier<T> work) {
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            return work.get();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String numbers(Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        return "" + symbols.getZeroDigit() + symbols.getDecimalSeparator() + symbols.getMinusSign()
                + symbols.getExponentSeparator();
    }
}
