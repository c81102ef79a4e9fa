package org.clade.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clade.api.part.NumberParser;
import org.clade.api.part.RefusedException;
import org.clade.shell.command.baseline.BaselineCommand;
import org.clade.shell.command.bundle.BundleListCommand;
import org.clade.shell.command.bundle.BundleStartCommand;
import org.clade.shell.command.bundle.BundleStopCommand;
import org.clade.shell.command.bundle.DoctorCommand;
import org.clade.shell.command.clusters.ClustersCheckCommand;
import org.clade.shell.command.clusters.ClustersDropCommand;
import org.clade.shell.command.clusters.ClustersListCommand;
import org.clade.shell.command.clusters.ClustersMergeCommand;
import org.clade.shell.command.clusters.ClustersNameCommand;
import org.clade.shell.command.clusters.ClustersScoreCommand;
import org.clade.shell.command.clusters.ClustersSplitCommand;
import org.clade.shell.command.clusters.ClustersUndoCommand;
import org.clade.shell.command.clusters.CompareCommand;
import org.clade.shell.command.clusters.SimilarCommand;
import org.clade.shell.command.data.DataCheckCommand;
import org.clade.shell.command.data.DataInfoCommand;
import org.clade.shell.command.data.DataListCommand;
import org.clade.shell.command.features.FeaturesCommand;
import org.clade.shell.command.features.FeaturesMergeCommand;
import org.clade.shell.command.features.FeaturesScoreCommand;
import org.clade.shell.command.members.ClusterJoinCommand;
import org.clade.shell.command.members.ClusterLeaveCommand;
import org.clade.shell.command.members.ClusterStartCommand;
import org.clade.shell.command.members.ClusterStatusCommand;
import org.clade.shell.command.part.PartDeployCommand;
import org.clade.shell.command.part.PartInfoCommand;
import org.clade.shell.command.part.PartListCommand;
import org.clade.shell.command.part.PartRefusedCommand;
import org.clade.shell.command.part.PartSwapCommand;
import org.clade.shell.command.part.PartUndeployCommand;
import org.clade.shell.command.part.PartVerifyCommand;
import org.clade.shell.command.part.PartWhyCommand;
import org.clade.shell.command.run.BenchCommand;
import org.clade.shell.command.run.ClusterCommand;
import org.clade.shell.command.run.DemoCommand;
import org.clade.shell.command.run.PredictCommand;
import org.clade.shell.command.run.PredictMergeCommand;
import org.clade.shell.command.run.ResumeCommand;
import org.clade.shell.command.run.RunCommand;
import org.clade.shell.command.run.RunsCountCommand;
import org.clade.shell.command.run.RunsExportCommand;
import org.clade.shell.command.run.RunsListCommand;
import org.clade.shell.command.run.RunsReportCommand;
import org.clade.shell.command.run.RunsShowCommand;
import org.clade.shell.command.run.StatusCommand;
import org.clade.shell.command.run.StopCommand;
import org.clade.shell.command.sweep.StatsCommand;
import org.clade.shell.command.sweep.SweepCommand;
import org.clade.shell.command.sweep.SweepShowCommand;
import org.clade.shell.command.sweep.TuneCommand;
import org.clade.shell.command.sweep.WorkerCommand;
import org.clade.shell.command.table.TableCommand;
import org.clade.shell.command.table.TableListCommand;
import org.clade.shell.command.variant.VariantDeleteCommand;
import org.clade.shell.command.variant.VariantDeriveCommand;
import org.clade.shell.command.variant.VariantDiffCommand;
import org.clade.shell.command.variant.VariantExportCommand;
import org.clade.shell.command.variant.VariantHelpCommand;
import org.clade.shell.command.variant.VariantLatticeCommand;
import org.clade.shell.command.variant.VariantListCommand;
import org.clade.shell.command.variant.VariantSaveCommand;
import org.clade.shell.command.variant.VariantSetCommand;
import org.clade.shell.command.variant.VariantShowCommand;
import org.clade.shell.command.variant.VariantWhyCommand;
import org.clade.shell.context.Context;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The commands by name. */
public final class CommandCatalog {

    private static final int USAGE_WIDTH = 100;
    private static final Pattern LISTING =
            Pattern.compile("help|doctor|status|.*:(list|show|info|why|help|diff|refused)");

    /** The names, in the order of help. */
    private static final Set<String> NAMES = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            "demo",
            "run",
            "cluster",
            "resume",
            "status",
            "stop",
            "predict",
            "predict:merge",
            "features",
            "features:merge",
            "features:score",
            "baseline",
            "bench",
            "table",
            "table:list",
            "variant:list",
            "variant:show",
            "variant:why",
            "variant:help",
            "variant:derive",
            "variant:set",
            "variant:lattice",
            "variant:diff",
            "variant:save",
            "variant:delete",
            "variant:export",
            "part:list",
            "part:info",
            "part:why",
            "part:verify",
            "part:deploy",
            "part:undeploy",
            "part:refused",
            "part:swap",
            "data:list",
            "data:info",
            "data:check",
            "runs:list",
            "runs:show",
            "runs:report",
            "runs:count",
            "runs:export",
            "clusters:list",
            "clusters:name",
            "clusters:merge",
            "clusters:split",
            "clusters:drop",
            "clusters:undo",
            "clusters:check",
            "clusters:score",
            "similar",
            "compare",
            "sweep",
            "worker",
            "sweep:show",
            "tune",
            "stats",
            "cluster:start",
            "cluster:join",
            "cluster:status",
            "cluster:leave",
            "bundle:list",
            "bundle:start",
            "bundle:stop",
            "doctor",
            "help")));

    private final Map<String, CommandLine> models = new ConcurrentHashMap<>();

    /** {@return the names in order} */
    public Collection<String> names() {
        return NAMES;
    }

    /** {@return a one-sentence description of each command} */
    public Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (String name : NAMES) {
            Command command = command(name, null).getClass().getAnnotation(Command.class);
            descriptions.put(name, command.description()[0]);
        }
        return descriptions;
    }

    /**
     * The model of a command's options and parameters, not for execution. It is built at the first use, because that
     * takes too long for the start.
     *
     * @param name its name
     * @return the command; null if the name is unknown
     */
    public CommandLine model(String name) {
        return NAMES.contains(name) ? models.computeIfAbsent(name, key -> line(command(key, null))) : null;
    }

    /**
     * A new command for one call.
     *
     * @param name its name
     * @param context the context of the command
     * @return the command
     * @throws RefusedException if the name is unknown
     */
    public CommandLine create(String name, Context context) {
        boolean known = NAMES.contains(name);
        if (!known && !group(name).isEmpty()) {
            throw new RefusedException(
                    "%s stands for several commands; write one of %s.".formatted(name, String.join(", ", group(name))));
        }
        if (!known) {
            throw RefusedException.unknown("command", name, NAMES);
        }
        CommandLine line = line(command(name, context));
        return context.interactive() ? line : line.setCommandName("clade " + name);
    }

    /**
     * A command in any spelling.
     *
     * @param words a command and its arguments
     * @return the same with the command's name as the first word: {@code variant list} is {@code variant:list}, and no words mean help
     */
    public List<String> spelled(List<String> words) {
        if (!words.isEmpty() && words.get(0).equals("man")) {
            return Stream.concat(Stream.of("help"), words.stream().skip(1)).toList();
        }
        if (words.isEmpty() || words.get(0).equals("--help") || words.get(0).equals("-h")) {
            return List.of("help");
        }
        if (words.size() < 2
                || words.get(1).startsWith("-")
                || group(words.get(0)).isEmpty()) {
            return words;
        }
        String joined = words.get(0) + ":" + words.get(1);
        if (NAMES.contains(words.get(0)) && !NAMES.contains(joined)) {
            return words;
        }
        List<String> spelled = new ArrayList<>(words.subList(1, words.size()));
        spelled.set(0, joined);
        return spelled;
    }

    /**
     * Whether a command only prints and ends at once, so that a pager can show it.
     *
     * @param words the command and its arguments
     * @return true for lists, help and other commands that only print
     */
    public boolean isListing(List<String> words) {
        List<String> spelled = spelled(words);
        return spelled.contains("--help")
                || spelled.contains("-h")
                || LISTING.matcher(spelled.get(0)).matches();
    }

    private List<String> group(String name) {
        return NAMES.stream().filter(command -> command.startsWith(name + ":")).toList();
    }

    /** A switch, and no table of functions: each function would be a class to make at every start. */
    private Object command(String name, Context context) {
        return switch (name) {
            case "demo" -> new DemoCommand(context);
            case "run" -> new RunCommand(context);
            case "cluster" -> new ClusterCommand(context);
            case "resume" -> new ResumeCommand(context);
            case "status" -> new StatusCommand(context);
            case "stop" -> new StopCommand(context);
            case "predict" -> new PredictCommand(context);
            case "predict:merge" -> new PredictMergeCommand(context);
            case "features" -> new FeaturesCommand(context);
            case "features:merge" -> new FeaturesMergeCommand(context);
            case "features:score" -> new FeaturesScoreCommand(context);
            case "baseline" -> new BaselineCommand(context);
            case "bench" -> new BenchCommand(context);
            case "table" -> new TableCommand(context);
            case "table:list" -> new TableListCommand(context);
            case "variant:list" -> new VariantListCommand(context);
            case "variant:show" -> new VariantShowCommand(context);
            case "variant:why" -> new VariantWhyCommand(context);
            case "variant:help" -> new VariantHelpCommand(context);
            case "variant:derive" -> new VariantDeriveCommand(context);
            case "variant:set" -> new VariantSetCommand(context);
            case "variant:lattice" -> new VariantLatticeCommand(context);
            case "variant:diff" -> new VariantDiffCommand(context);
            case "variant:save" -> new VariantSaveCommand(context);
            case "variant:delete" -> new VariantDeleteCommand(context);
            case "variant:export" -> new VariantExportCommand(context);
            case "part:list" -> new PartListCommand(context);
            case "part:info" -> new PartInfoCommand(context);
            case "part:why" -> new PartWhyCommand(context);
            case "part:verify" -> new PartVerifyCommand(context);
            case "part:deploy" -> new PartDeployCommand(context);
            case "part:undeploy" -> new PartUndeployCommand(context);
            case "part:refused" -> new PartRefusedCommand(context);
            case "part:swap" -> new PartSwapCommand(context);
            case "data:list" -> new DataListCommand(context);
            case "data:info" -> new DataInfoCommand(context);
            case "data:check" -> new DataCheckCommand(context);
            case "runs:list" -> new RunsListCommand(context);
            case "runs:show" -> new RunsShowCommand(context);
            case "runs:report" -> new RunsReportCommand(context);
            case "runs:count" -> new RunsCountCommand(context);
            case "runs:export" -> new RunsExportCommand(context);
            case "clusters:list" -> new ClustersListCommand(context);
            case "clusters:name" -> new ClustersNameCommand(context);
            case "clusters:merge" -> new ClustersMergeCommand(context);
            case "clusters:split" -> new ClustersSplitCommand(context);
            case "clusters:drop" -> new ClustersDropCommand(context);
            case "clusters:undo" -> new ClustersUndoCommand(context);
            case "clusters:check" -> new ClustersCheckCommand(context);
            case "clusters:score" -> new ClustersScoreCommand(context);
            case "similar" -> new SimilarCommand(context);
            case "compare" -> new CompareCommand(context);
            case "sweep" -> new SweepCommand(context);
            case "worker" -> new WorkerCommand(context);
            case "sweep:show" -> new SweepShowCommand(context);
            case "tune" -> new TuneCommand(context);
            case "stats" -> new StatsCommand(context);
            case "cluster:start" -> new ClusterStartCommand(context);
            case "cluster:join" -> new ClusterJoinCommand(context);
            case "cluster:status" -> new ClusterStatusCommand(context);
            case "cluster:leave" -> new ClusterLeaveCommand(context);
            case "bundle:list" -> new BundleListCommand(context);
            case "bundle:start" -> new BundleStartCommand(context);
            case "bundle:stop" -> new BundleStopCommand(context);
            case "doctor" -> new DoctorCommand(context);
            case "help" -> new HelpCommand(context, this);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static CommandLine line(Object command) {
        return new CommandLine(command)
                .registerConverter(double.class, CommandCatalog::number)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    }

    private static double number(String text) {
        return NumberParser.number(text)
                .orElseThrow(() -> new TypeConversionException("“%s” is not a number".formatted(text)));
    }
}
