package org.clade.api.part;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names that recipes had in the first builds of Clade, and what they are called now. A former name is not understood; its
 * refusal says the new one. Something of another author may well have such a name: only names that are unknown are looked
 * up here.
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
            "centre-crop", "center-crop",
            "hflip", "horizontal-flip",
            "jitter", "color-jitter",
            "normalise", "normalize");

    /** Options, each behind the id of its part. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("adam.decay", "weight_decay"),
            Map.entry("affine.centre", "center"),
            Map.entry("allconv.poolnorm", "pool_norm"),
            Map.entry("resnet.stempool", "stem_pool"),
            Map.entry("sgd.decay", "weight_decay"),
            Map.entry("sgd.decay-on", "weight_decay_on"),
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
     * @param what what the key should have named, for instance {@code key of variant mine}
     * @param key as it was written, perhaps with a phase before it or an option behind it, after a dot
     * @param known the keys there are
     * @return the refusal, to be thrown
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
     * @param what what the id should have named, for instance {@code operation}
     * @param id the id, perhaps with its place before it and a dot between them
     * @param known the ids there are
     * @return the refusal, to be thrown
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
     * @return the refusal, to be thrown
     */
    public static RefusedException unknownOption(String part, String option, Collection<String> known) {
        String now = OPTIONS.get(part + "." + option);
        return now == null
                ? RefusedException.unknown("option of " + part, option, known)
                : RefusedException.renamed("option “%s” of %s".formatted(option, part), now);
    }

    /**
     * The name that a part had first. Its random numbers are derived from that one, so that a new name changes no result.
     *
     * @param id the id that it has now
     * @return the first one
     */
    public static String first(String id) {
        return PARTS.entrySet().stream()
                .filter(name -> name.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
    }
}
