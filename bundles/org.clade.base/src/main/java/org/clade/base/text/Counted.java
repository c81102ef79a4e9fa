package org.clade.base.text;

import java.util.Locale;

/** Numbers of things in messages. */
public final class Counted {

    private Counted() {}

    /**
     * A number of things whose plural ends with an s.
     *
     * @param number how many
     * @param one the name of one of them
     * @return {@code 1 image}, {@code 0 images} or {@code 1,360 images}
     */
    public static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    /**
     * A number of things.
     *
     * @param number how many
     * @param one the words for one of them
     * @param many the words for none or several
     * @return {@code 1 image is}, {@code 0 images are} or {@code 1,360 images are}
     */
    public static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
