package org.clade.shell.command.bundle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;

/** The ready variants at a moment, to report changes since. */
record ReadyVariants(Context context, Set<String> names) {
    private static final int FEW = 6;

    /** {@return the variants that are ready now} */
    static ReadyVariants now(Context context) throws InterruptedException {
        return new ReadyVariants(
                context,
                context.services().get(VariantService.class).list().stream()
                        .filter(VariantStatus::available)
                        .map(VariantStatus::name)
                        .collect(Collectors.toSet()));
    }

    /**
     * Prints the new state of a bundle and the variants that it affects.
     *
     * @param bundle the bundle
     * @param output receives the result
     * @param done the bundle's new state, in words
     * @param come the new state of these variants, in words
     * @param hint the next step, if any variant is affected
     * @return the exit code
     */
    int report(BundleInfo bundle, Output output, String done, String come, String hint) throws InterruptedException {
        Set<String> after = now(context).names();
        Set<String> changed = new TreeSet<>(names);
        changed.addAll(after);
        changed.removeIf(name -> names.contains(name) && after.contains(name));
        if (output.json()) {
            Map<String, Object> fields = BundleListCommand.fields(bundle);
            fields.put("variants", changed);
            output.document(context.console(), fields);
            return 0;
        }
        String variants = words(List.copyOf(changed));
        output.sentence(
                context.console(),
                changed.isEmpty()
                        ? "%s is %s; no variant needs it.".formatted(bundle.name(), done)
                        : "%s is %s; %s %s. %s".formatted(bundle.name(), done, variants, come, hint));
        return 0;
    }

    private static String words(List<String> variants) {
        String named = String.join(", ", variants.subList(0, Math.min(FEW, variants.size())));
        String more = variants.size() > FEW ? " and " + (variants.size() - FEW) + " more" : "";
        return named + more + (variants.size() == 1 ? " is" : " are");
    }
}
