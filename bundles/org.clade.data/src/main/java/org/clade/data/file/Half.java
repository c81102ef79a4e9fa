package org.clade.data.file;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clade.api.data.Split;

/** The train and the test half of a set, with their names in its protocol. */
public enum Half {
    /** The images to train on. */
    TRAIN,
    /** The images to test with. */
    TEST;

    /** {@return the halves of a split} */
    public static List<Half> of(Split split) {
        return switch (split) {
            case ALL -> List.of(TRAIN, TEST);
            case TRAIN -> List.of(TRAIN);
            case TEST -> List.of(TEST);
        };
    }

    /** {@return for instance {@code train+test}} */
    public static String protocol(Split split) {
        return of(split).stream().map(Half::word).collect(Collectors.joining("+"));
    }

    /** {@return the other half} */
    public Half other() {
        return this == TRAIN ? TEST : TRAIN;
    }

    /** {@return {@code train} or {@code test}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
