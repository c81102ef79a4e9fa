package org.clade.variant.recipe;

import java.util.List;
import java.util.Map;

/** Which keys of a configuration name parts, and of which kind. */
public final class PartKeys {
    /** The keys of a variant as a whole that name parts. */
    public static final List<String> OF_VARIANT =
            List.of("backbone", "stages", "attention", "heads", "optimizer", "lr_schedule", "eval_transform");

    /** The keys of a phase that name parts. */
    public static final List<String> OF_PHASE = List.of("augment", "targets", "tasks");

    /** The keys that name one part. */
    public static final List<String> SINGLE = List.of("backbone", "attention", "optimizer", "lr_schedule", "targets");

    private static final Map<String, String> KINDS = Map.of(
            "backbone", "backbone",
            "stages", "stage",
            "attention", "attention",
            "heads", "head",
            "optimizer", "optimizer",
            "lr_schedule", "schedule",
            "eval_transform", "operation",
            "augment", "operation",
            "targets", "targets",
            "tasks", "task");

    private PartKeys() {}

    /** {@return the kind of parts that a key names, empty where it names none} */
    public static String kind(String key) {
        return KINDS.getOrDefault(key, "");
    }
}
