package org.clade.variant.recipe;

import java.util.List;
import java.util.Set;

/** The keys of a variant's configuration and its factory PID. */
public final class Keys {

    /** The factory PID of variants. */
    public static final String FACTORY = "org.clade.variant";

    /** Set on configurations that exist only while a changed variant is in use. */
    public static final String TEMPORARY = "clade.temporary";

    /** Set on configurations that are the user's own. */
    public static final String OWN = "clade.own";

    /** The name for users; the configuration's own name except for a changed variant. */
    public static final String NAME = "name";

    /** The keys of the variant as a whole. */
    public static final List<String> VARIANT = List.of(
            NAME,
            "title",
            "method",
            "source",
            "clusters",
            "size",
            "backbone",
            "stages",
            "attention",
            "heads",
            "optimizer",
            "lr_schedule",
            "batch_norm",
            "eval_transform",
            "phases",
            "epochs",
            "max_batches",
            "evaluate",
            "inference_batch");

    /** The keys of a phase; written {@code phase.key}, or {@code key} for all phases. */
    public static final List<String> PHASE = List.of(
            "augment",
            "targets",
            "tasks",
            "batch",
            "minibatch",
            "epochs_per_batch",
            "redraw",
            "updates_per_minibatch",
            "drop_last",
            "order");

    /** The keys whose values are lists. */
    public static final Set<String> LISTS = KeyReference.names(KeyReference::list);

    /** The keys of optional parts. */
    static final Set<String> OPTIONAL_PARTS = Set.of("stages", "eval_transform", "augment", "targets");

    /** The keys whose values are whole numbers. */
    public static final Set<String> WHOLE_NUMBERS = KeyReference.names(KeyReference::wholeNumber);

    /** The keys whose values are {@code true} or {@code false}. */
    public static final Set<String> FLAGS = KeyReference.names(KeyReference::flag);

    private Keys() {}

    /**
     * Whether a key may have an empty value. Only targets may, so that one phase can have none although the variant as a whole has some.
     *
     * @param key a key, perhaps with a phase before it
     * @return whether it may be empty
     */
    public static boolean mayBeEmpty(String key) {
        return RecipeDraft.own(key).equals("targets");
    }
}
