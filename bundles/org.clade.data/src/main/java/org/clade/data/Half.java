package org.clade.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.clade.api.data.Split;

/** The train and the test half of a set, by the names that go into its protocol. */
enum Half {
    TRAIN,
    TEST;

    static List<Half> of(Split split) {
        return switch (split) {
            case ALL -> List.of(TRAIN, TEST);
            case TRAIN -> List.of(TRAIN);
            case TEST -> List.of(TEST);
        };
    }

    /** {@return for instance {@code train+test}} */
    static String protocol(Split split) {
        return of(split).stream().map(Half::word).collect(Collectors.joining("+"));
    }

    /** {@return the one that this is not} */
    Half other() {
        return this == TRAIN ? TEST : TRAIN;
    }

    /** {@return {@code train} or {@code test}} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
