package org.clade.api.variant;

import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;

/**
 * A part as a variant uses it.
 *
 * @param <P> the kind of part
 * @param spec as the recipe names it
 * @param part the service
 * @param settings its options, checked
 */
public record Bound<P extends Part>(PartSpec spec, P part, Settings settings) {}
