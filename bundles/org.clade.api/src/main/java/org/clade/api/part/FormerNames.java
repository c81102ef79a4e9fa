package org.clade.api.part;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names from the first builds of Clade and their present names. Clade refuses a former name and gives the new one.
 * Parts of other authors may have such a name, so only unknown names are looked up here.
 */
public final class FormerNames {
    private static final Map<String, String> KEYS = Map.of(
            "clean", "eval_transform",
            "passes", "epochs_per_batch",
            "rate", "lr_schedule",
            "reading", "source",
            "repeats", "updates_per_minibatch",
            "rest", "drop_last",
            "rounds", "max_batches",
            "statistics", "batch_norm",
            "subbatch", "inference_batch",
            "views", "redraw");

    private static final Map<String, String> PARTS = Map.of(
            // wording: a former name
            "centre-crop", "center-crop",
            "hflip", "horizontal-flip",
            "jitter", "color-jitter",
            // wording: a former name
            "normalise", "normalize");

    /** Options, each after the id of its part. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("adam.decay", "weight_decay"),
            // wording: a former name
            Map.entry("affine.centre", "center"),
            Map.entry("allconv.poolnorm", "pool_norm"),
            Map.entry("resnet.stempool", "stem_pool"),
            Map.entry("sgd.decay", "weight_decay"),
            Map.entry("sgd.decay-on", "weight_decay_on"),
            // wording: a former name
            Map.entry("spectral.neighbours", "neighbors"),
            Map.entry("steps.at", "milestones"),
            Map.entry("steps.factor", "gamma"),
            Map.entry("thresholds.lower-end", "lower_end"),
            Map.entry("thresholds.lower-start", "lower_start"),
            Map.entry("vgg.poolnorm", "pool_norm"));

    private FormerNames() {}

    /**
     * The refusal of an unknown key of a recipe.
     *
     * @param what the kind of thing, for instance {@code key of variant mine}
     * @param key as the user wrote it, perhaps with a phase before it or an option after it, separated by a dot
     * @param known the known keys
     * @return the exception to throw
     */
    public static RefusedException unknownKey(String what, String key, Collection<String> known) {
        String now = Arrays.stream(key.split("\\.", -1))
                .map(name -> KEYS.getOrDefault(name, name))
                .collect(Collectors.joining("."));
        return now.equals(key)
                ? RefusedException.unknown(what, key, known)
                : RefusedException.renamed("key “%s”".formatted(key), now);
    }

    /**
     * The refusal of an unknown part.
     *
     * @param what the kind of thing, for instance {@code operation}
     * @param id the id, perhaps after its place and a dot
     * @param known the known ids
     * @return the exception to throw
     */
    public static RefusedException unknownPart(String what, String id, Collection<String> known) {
        int place = id.lastIndexOf('.') + 1;
        String before = id.substring(0, Math.max(0, place - 1));
        String now = (place == 0 ? "" : KEYS.getOrDefault(before, before) + ".")
                + PARTS.getOrDefault(id.substring(place), id.substring(place));
        return now.equals(id)
                ? RefusedException.unknown(what, id, known)
                : RefusedException.renamed("part “%s”".formatted(id), now);
    }

    /**
     * The refusal of an unknown option of a part.
     *
     * @param part the part's id
     * @param option the option's name
     * @param known the options that the part has
     * @return the exception to throw
     */
    public static RefusedException unknownOption(String part, String option, Collection<String> known) {
        String now = OPTIONS.get(part + "." + option);
        return now == null
                ? RefusedException.unknown("option of " + part, option, known)
                : RefusedException.renamed("option “%s” of %s".formatted(option, part), now);
    }

    /**
     * The first name of a part. Its random numbers derive from this name, so that a new name changes no result.
     *
     * @param id its present id
     * @return its first id
     */
    public static String first(String id) {
        return PARTS.entrySet().stream()
                .filter(name -> name.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }
}
