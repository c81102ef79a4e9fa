package org.clade.variant.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.PartKind;

/** The keys of a configuration that name parts, and the kinds. */
public final class PartKeys {
    /** The keys of a variant as a whole that name parts. */
    public static final List<String> OF_VARIANT =
            List.of("backbone", "stages", "attention", "heads", "optimizer", "lr_schedule", "eval_transform");

    /** The keys of a phase that name parts. */
    public static final List<String> OF_PHASE = List.of("augment", "targets", "tasks");

    /** The keys that name one part. */
    public static final List<String> SINGLE = List.of("backbone", "attention", "optimizer", "lr_schedule", "targets");

    private static final Map<String, PartKind> KINDS = Map.of(
            "backbone", PartKind.BACKBONE,
            "stages", PartKind.STAGE,
            "attention", PartKind.ATTENTION,
            "heads", PartKind.HEAD,
            "optimizer", PartKind.OPTIMIZER,
            "lr_schedule", PartKind.SCHEDULE,
            "eval_transform", PartKind.OPERATION,
            "augment", PartKind.OPERATION,
            "targets", PartKind.TARGETS,
            "tasks", PartKind.TASK);

    private PartKeys() {}

    /** {@return the kind of part that a key names; empty if it names none} */
    public static Optional<PartKind> kind(String key) {
        return Optional.ofNullable(KINDS.get(key));
    }
}
