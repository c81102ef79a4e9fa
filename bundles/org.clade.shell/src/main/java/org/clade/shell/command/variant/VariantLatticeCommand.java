package org.clade.shell.command.variant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.LatticeDesign;
import org.clade.api.sweep.LatticeService;
import org.clade.api.variant.LatticeFactor;
import org.clade.api.variant.LatticePoint;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantLattice;
import org.clade.api.variant.VariantService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the legal combinations of a variant's parts, and chooses some to train. */
@Command(
        name = "variant:lattice",
        description =
                "Finds every legal combination of a variant's parts, chooses a balanced fraction, and writes the recipes for sweep.")
public final class VariantLatticeCommand implements Callable<Integer> {

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
    private static final int MOST = 2048;

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(
            names = "--kinds",
            paramLabel = "<kinds>",
            split = ",",
            defaultValue = "task,stage,attention,targets",
            description =
                    "Which kinds of parts change: losses (task), stages and operations are left out; attention, targets, head, backbone, optimizer and schedule are replaced by others. Default: ${DEFAULT-VALUE}.")
    private List<String> kinds;

    @Option(
            names = "--except",
            paramLabel = "<factors>",
            split = ",",
            description = "Factors that do not change, by their names in the list.")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--fraction",
            paramLabel = "<a>/<b>",
            description =
                    "Choose this fraction of the legal combinations, such as 1/4, so that main effects can be told apart best.")
    private String fraction;

    @Option(names = "--runs", paramLabel = "<n>", defaultValue = "0", description = "Choose so many combinations.")
    private int runs;

    @Option(
            names = "--to",
            paramLabel = "<folder>",
            description = "Write the recipes of the choice into a new folder, which sweep takes in place of variants.")
    private String to;

    @Parameters(paramLabel = "<variant>", description = "A name that variant:list shows, or a recipe file.")
    private String variant;

    public VariantLatticeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<PartKind> wanted = wanted();
        VariantService variants = context.services().get(VariantService.class);
        VariantComposer composer = context.services().get(VariantComposer.class);
        LatticeService lattices = context.services().get(LatticeService.class);
        Recipe recipe = context.services().whenReady(() -> variants.recipe(context.nameOrPath(variant)));
        VariantLattice lattice =
                context.services().whenReady(() -> composer.lattice(recipe, wanted, Set.copyOf(except), MOST));
        LatticeDesign design = lattices.choose(lattice, chosen(lattice.points().size()));
        if (to != null) {
            lattices.write(design, context.path(to));
        }
        if (output.json()) {
            output.document(context.console(), document(design));
            return 0;
        }
        print(design);
        return 0;
    }

    private Set<PartKind> wanted() {
        Set<PartKind> wanted = EnumSet.noneOf(PartKind.class);
        for (String kind : kinds) {
            wanted.add(PartKind.of(kind.strip())
                    .filter(PartKind::ofVariant)
                    .orElseThrow(() -> RefusedException.unknown(
                            "kind of part",
                            kind,
                            PartKind.ofVariants().stream().map(PartKind::id).toList())));
        }
        return wanted;
    }

    private int chosen(int legal) {
        if (fraction != null && runs != 0) {
            throw new RefusedException("--fraction and --runs both choose combinations; leave one of them out.");
        }
        if (fraction == null) {
            if (runs < 0) {
                throw new RefusedException("--runs is %s but must be at least 1.".formatted(runs));
            }
            return runs == 0 ? legal : runs;
        }
        Matcher form = FRACTION.matcher(fraction);
        if (!form.matches()) {
            throw new RefusedException("--fraction “%s” is no fraction; write one such as 1/4.".formatted(fraction));
        }
        int part = Integer.parseInt(form.group(1));
        int whole = Integer.parseInt(form.group(2));
        if (part < 1 || whole < part) {
            throw new RefusedException(
                    "--fraction %s is not between 0 and 1; write one such as 1/4.".formatted(fraction));
        }
        return (int) (((long) legal * part + whole - 1) / whole);
    }

    private static Map<String, Object> document(LatticeDesign design) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("variant", design.lattice().variant());
        document.put("combinations", design.lattice().combinations());
        document.put("legal", design.lattice().points().size());
        document.put("chosen", design.points().size());
        document.put("efficiency", design.efficiency());
        document.put(
                "factors",
                design.lattice().factors().stream()
                        .map(factor -> Map.of("name", factor.name(), "levels", factor.levels()))
                        .toList());
        document.put("left_out", design.lattice().leftOut());
        document.put(
                "points",
                design.points().stream()
                        .map(point -> Map.of(
                                "name",
                                point.recipe().name(),
                                "title",
                                point.recipe().provenance().title(),
                                "levels",
                                point.levels()))
                        .toList());
        return document;
    }

    private void print(LatticeDesign design) {
        VariantLattice lattice = design.lattice();
        Table factors = new Table("factor", "levels", "chosen runs of each");
        for (int i = 0; i < lattice.factors().size(); i++) {
            LatticeFactor factor = lattice.factors().get(i);
            int at = i;
            factors.row(
                    factor.name(),
                    String.join(" · ", factor.levels()),
                    IntStream.range(0, factor.levels().size())
                            .mapToObj(level -> String.valueOf(design.points().stream()
                                    .filter(point -> point.levels().get(at) == level)
                                    .count()))
                            .collect(Collectors.joining(" · ")));
        }
        output.table(context.console(), factors);
        context.console().out().println();
        Table points = new Table("variant", "changes");
        for (LatticePoint point : design.points()) {
            String title = point.recipe().provenance().title();
            points.row(
                    point.recipe().name(),
                    point.levels().stream().allMatch(level -> level == 0)
                            ? "none"
                            : title.replace(lattice.variant() + " ", ""));
        }
        output.table(context.console(), points);
        context.console().out().println();
        lattice.leftOut().forEach(sentence -> output.sentence(context.console(), "Fits nowhere: " + sentence));
        output.sentence(
                context.console(),
                String.format(
                        Locale.ROOT,
                        "%s of %s combinations are legal, %s are chosen; D-efficiency for main effects %.3f.",
                        lattice.points().size(),
                        lattice.combinations(),
                        design.points().size(),
                        design.efficiency()));
        output.sentence(
                context.console(),
                to == null
                        ? "Write them with --to <folder>, and train them with sweep <folder>."
                        : "sweep %s --seeds 1..3 trains them; stats <sweep> --effects shows the main effects."
                                .formatted(to));
    }
}
