package org.clade.api.part;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A replaceable piece of a variant: a backbone, an attention module, a head, a loss task, a pseudo-target strategy, an
 * image operation, an optimizer, a metric or a baseline.
 *
 * <p>A part is a stateless service. Its id, kind and one-sentence summary are service properties ({@code clade.id},
 * {@code clade.kind}, {@code clade.summary}), written by the kind's annotation, for instance
 * {@link org.clade.api.task.ProvidesLossTask}. Every call receives the options in brackets, {@code gaussian(width=2)},
 * as {@link Settings}; state that outlives a call belongs in session objects.
 */
@ConsumerType
public interface Part {

    /** The service property that holds a part's id. */
    String ID = "clade.id";

    /** The service property that holds a part's kind. */
    String KIND = "clade.kind";

    /** The service property that holds one sentence about a part. */
    String SUMMARY = "clade.summary";

    /**
     * The options that a recipe may set. The first one may be given without its name: {@code horizontal-flip(0.5)}.
     *
     * @return the options, none by default
     */
    default List<Option<?>> options() {
        return List.of();
    }
}
