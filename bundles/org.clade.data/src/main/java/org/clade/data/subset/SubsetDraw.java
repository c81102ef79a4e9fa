package org.clade.data.subset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.part.Option;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;

/**
 * Which images of a set are drawn, for the studies of DAC (section 4.4): some of the classes, an imbalanced version, fewer images,
 * in this order. The same options draw the same images of the same set.
 *
 * @param classes how many classes are drawn; a draw of more classes has those of a draw of fewer
 * @param retain the minimum retention rate r of DAC and DEC: an image of class c of K is kept with probability
 *     {@code r + (1 - r) c / (K - 1)}, so r in the first class and 1 in the last
 * @param samples how many images are drawn of those that are left, without replacement
 * @param seed decides which
 */
public record SubsetDraw(OptionalInt classes, OptionalDouble retain, OptionalInt samples, long seed) {

    private static final String WHOLE = "all";

    private static final Option<OptionalInt> CLASSES =
            Option.integerOr("classes", WHOLE, 1, Integer.MAX_VALUE, "How many classes are drawn.");
    private static final Option<OptionalDouble> RETAIN = Option.numberOrOff(
            "retain",
            OptionalDouble.empty(),
            0,
            1,
            "The share of images that is kept of the first class; the last class keeps all, and those between a share in between.");
    private static final Option<OptionalInt> SAMPLES =
            Option.integerOr("samples", WHOLE, 1, Integer.MAX_VALUE, "How many images are drawn.");
    private static final Option<Long> SEED = Option.form(
            "seed", SubsetDraw::whole, "1", "a whole number", "Decides which images and classes are drawn.");
    private static final List<Option<?>> OPTIONS = List.of(CLASSES, RETAIN, SAMPLES, SEED);

    /**
     * Reads options.
     *
     * @param set the name of the set with options in brackets
     * @param foreign whether an option of that name is the set's own
     * @return the draw; all images without such options
     */
    public static SubsetDraw of(PartSpec set, Predicate<String> foreign) {
        Map<String, String> values = new LinkedHashMap<>(set.values());
        values.keySet().removeIf(foreign);
        return new SubsetDraw(
                value(CLASSES, set, values),
                value(RETAIN, set, values),
                value(SAMPLES, set, values),
                value(SEED, set, values));
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static <T> T value(Option<T> option, PartSpec set, Map<String, String> values) {
        return option.parse(set.id(), values.getOrDefault(option.name(), option.defaultValue()));
    }

    /** {@return the options without those of the draw, except those that are the set's own} */
    public static PartSpec rest(PartSpec set, Predicate<String> foreign) {
        Map<String, String> values = new LinkedHashMap<>(set.values());
        values.keySet()
                .removeIf(name -> !foreign.test(name)
                        && OPTIONS.stream().anyMatch(option -> option.name().equals(name)));
        return new PartSpec(set.id(), values);
    }

    /**
     * Draws from a set.
     *
     * @param set the set
     * @return the drawn set; the set itself if everything is drawn
     * @throws RefusedException if it has no labels but needs them, or too few classes or images
     */
    public Dataset from(Dataset set) {
        if (classes.isEmpty() && retain.isEmpty() && samples.isEmpty()) {
            return set;
        }
        RandomStream random = RandomStream.of(seed);
        int all = set.info().classes().size();
        int[] drawn = classes.isPresent()
                ? classes(set, random.derive("classes"))
                : IntStream.range(0, all).toArray();
        int[] items = IntStream.range(0, set.info().images()).toArray();
        if (classes.isPresent()) {
            int[] labels = labels(set, "classes");
            BitSet wanted = new BitSet();
            IntStream.of(drawn).forEach(wanted::set);
            items = Arrays.stream(items).filter(i -> wanted.get(labels[i])).toArray();
        }
        if (retain.isPresent()) {
            items = retained(set, drawn, items, random.derive("retain"));
        }
        if (samples.isPresent()) {
            items = sampled(set, items, random.derive("samples"));
        }
        if (items.length == 0) {
            throw new RefusedException("No image of %s is left with %s; give other values."
                    .formatted(set.info().name(), this));
        }
        return new DrawnImages(set, drawn, items, toString());
    }

    private int[] classes(Dataset set, RandomStream random) {
        labels(set, "classes");
        int all = set.info().classes().size();
        int wanted = classes.getAsInt();
        if (wanted > all) {
            throw new RefusedException("%s has %s classes, fewer than the %s that are asked for; give at most %s."
                    .formatted(set.info().name(), all, wanted, all));
        }
        return Arrays.stream(random.permutation(all)).limit(wanted).sorted().toArray();
    }

    private int[] retained(Dataset set, int[] drawn, int[] items, RandomStream random) {
        int[] labels = labels(set, "retain");
        double least = retain.getAsDouble();
        // Every image has its draw, so that the train images of a set are the same with and without its test images.
        return Arrays.stream(items)
                .filter(item -> {
                    int rank = Arrays.binarySearch(drawn, labels[item]);
                    return random.chance(drawn.length == 1 ? 1 : least + (1 - least) * rank / (drawn.length - 1));
                })
                .toArray();
    }

    private int[] sampled(Dataset set, int[] items, RandomStream random) {
        int wanted = samples.getAsInt();
        if (wanted > items.length) {
            throw new RefusedException(
                    "%s has %s images to draw from, fewer than the %s that are asked for; give at most %s."
                            .formatted(set.info().name(), items.length, wanted, items.length));
        }
        return Arrays.stream(random.permutation(items.length))
                .limit(wanted)
                .sorted()
                .map(i -> items[i])
                .toArray();
    }

    private static int[] labels(Dataset set, String option) {
        return set.labels()
                .orElseThrow(() -> new RefusedException(
                        "The images of %s have no labels, and %s draws by them; leave %s out, or draw with samples."
                                .formatted(set.info().name(), option, option)));
    }

    /** {@return the draw in the form of a protocol: {@code retain 0.1, seed 1}} */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        classes.ifPresent(number -> words.add(number + " classes"));
        retain.ifPresent(rate -> words.add("retain " + rate));
        samples.ifPresent(number -> words.add(number + " samples"));
        words.add("seed " + seed);
        return String.join(", ", words);
    }
}
