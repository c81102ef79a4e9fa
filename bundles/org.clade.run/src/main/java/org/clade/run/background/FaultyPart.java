package org.clade.run.background;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.clade.api.part.Part;
import org.clade.api.variant.PartUse;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.PartOrigin;

/**
 * The part of a run in which a stack trace ends.
 *
 * @param used the part
 * @param origin its bundle
 * @param frame the innermost call in the part's code
 */
public record FaultyPart(PartUse used, PartOrigin origin, StackTraceElement frame) {

    /**
     * Looks for a part's code, from the innermost call outwards: the part's own class first, otherwise another of its
     * package, such as a block or a session that it made.
     *
     * @param held the parts of the run
     * @param stack a stack trace, the innermost call first
     * @return the part, empty if no part is at work
     */
    public static Optional<FaultyPart> of(RunParts.Held held, StackTraceElement[] stack) {
        return find(held, stack, FaultyPart::isClass).or(() -> find(held, stack, FaultyPart::inPackage));
    }

    private static Optional<FaultyPart> find(
            RunParts.Held held, StackTraceElement[] stack, BiPredicate<Part, String> belongs) {
        List<PartUse> parts = held.variant().parts();
        for (StackTraceElement frame : stack) {
            for (PartUse used : parts) {
                if (belongs.test(used.part(), frame.getClassName())) {
                    return Optional.of(new FaultyPart(used, held.origin(used), frame));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isClass(Part part, String type) {
        String own = part.getClass().getName();
        return type.equals(own) || type.startsWith(own + "$");
    }

    private static boolean inPackage(Part part, String type) {
        return type.startsWith(part.getClass().getPackageName() + ".");
    }

    /** {@return the part and its bundle, as text} */
    public String name() {
        return "%s %s of %s %s".formatted(used.kind(), used.written(), origin.bundle(), origin.version());
    }

    /** {@return the place in the code, as text} */
    public String place() {
        return "%s.%s (%s:%s)"
                .formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }
}
