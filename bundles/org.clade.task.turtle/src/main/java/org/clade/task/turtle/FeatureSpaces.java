package org.clade.task.turtle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.clade.api.part.NumberParser;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;

/**
 * Feature spaces that lie side by side in one vector.
 *
 * @param widths the width of each space; none if the whole vector is one space
 */
record FeatureSpaces(List<Integer> widths) {

    private static final String ALL = "all";

    /** {@return the option that splits a vector into spaces} */
    static Option<FeatureSpaces> option() {
        return Option.form(
                "spaces",
                FeatureSpaces::parse,
                ALL,
                "all for one space, or the widths of several joined by +, as in 384+512",
                "Widths of the feature spaces that lie side by side in the features; the same in head and targets.");
    }

    private static Optional<FeatureSpaces> parse(String text) {
        List<Integer> widths = new ArrayList<>();
        if (text.equals(ALL)) {
            return Optional.of(new FeatureSpaces(widths));
        }
        for (String part : text.split("\\+", -1)) {
            OptionalInt width = NumberParser.whole(part.strip());
            if (width.isEmpty() || width.getAsInt() < 1) {
                return Optional.empty();
            }
            widths.add(width.getAsInt());
        }
        return Optional.of(new FeatureSpaces(List.copyOf(widths)));
    }

    /**
     * The widths in features of a width.
     *
     * @param width the width of the features
     * @return the width of each space
     * @throws RefusedException if they do not add up to it
     */
    List<Integer> in(int width) {
        if (widths.isEmpty()) {
            return List.of(width);
        }
        int sum = widths.stream().mapToInt(Integer::intValue).sum();
        if (sum != width) {
            throw new RefusedException(
                    "spaces=%s add up to %s, but the features have %s numbers; give the width of each space, in the order of the files, or spaces=all."
                            .formatted(this, sum, width));
        }
        return widths;
    }

    /** {@return the columns of each space, N×d_j} */
    NDList split(NDArray features) {
        List<Integer> all = in((int) features.getShape().get(1));
        if (all.size() == 1) {
            return new NDList(features);
        }
        long[] borders = new long[all.size() - 1];
        long at = 0;
        for (int i = 0; i < borders.length; i++) {
            at += all.get(i);
            borders[i] = at;
        }
        return features.split(borders, 1);
    }

    /** {@return as a recipe writes it} */
    @Override
    public String toString() {
        return widths.isEmpty() ? ALL : widths.stream().map(String::valueOf).collect(Collectors.joining("+"));
    }
}
