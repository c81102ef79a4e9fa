package org.clade.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
import picocli.CommandLine.TypeConversionException;

/** The commands by name. */
public final class CommandCatalog {

    private static final int USAGE_WIDTH = 100;
    private static final Pattern LISTING =
            Pattern.compile("help|doctor|status|.*:(list|show|info|why|help|diff|refused)");

    private final Map<String, Function<Context, Object>> commands = new LinkedHashMap<>();
    private final Map<String, CommandLine> models = new ConcurrentHashMap<>();

    /** The commands, in the order of help. */
    public CommandCatalog() {
        add("demo", DemoCommand::new);
        add("run", RunCommand::new);
        add("cluster", ClusterCommand::new);
        add("resume", ResumeCommand::new);
        add("status", StatusCommand::new);
        add("stop", StopCommand::new);
        add("predict", PredictCommand::new);
        add("predict:merge", PredictMergeCommand::new);
        add("features", FeaturesCommand::new);
        add("features:merge", FeaturesMergeCommand::new);
        add("features:score", FeaturesScoreCommand::new);
        add("baseline", BaselineCommand::new);
        add("bench", BenchCommand::new);
        add("table", TableCommand::new);
        add("table:list", TableListCommand::new);
        add("variant:list", VariantListCommand::new);
        add("variant:show", VariantShowCommand::new);
        add("variant:why", VariantWhyCommand::new);
        add("variant:help", VariantHelpCommand::new);
        add("variant:derive", VariantDeriveCommand::new);
        add("variant:set", VariantSetCommand::new);
        add("variant:lattice", VariantLatticeCommand::new);
        add("variant:diff", VariantDiffCommand::new);
        add("variant:save", VariantSaveCommand::new);
        add("variant:delete", VariantDeleteCommand::new);
        add("variant:export", VariantExportCommand::new);
        add("part:list", PartListCommand::new);
        add("part:info", PartInfoCommand::new);
        add("part:why", PartWhyCommand::new);
        add("part:verify", PartVerifyCommand::new);
        add("part:deploy", PartDeployCommand::new);
        add("part:undeploy", PartUndeployCommand::new);
        add("part:refused", PartRefusedCommand::new);
        add("part:swap", PartSwapCommand::new);
        add("data:list", DataListCommand::new);
        add("data:info", DataInfoCommand::new);
        add("data:check", DataCheckCommand::new);
        add("runs:list", RunsListCommand::new);
        add("runs:show", RunsShowCommand::new);
        add("runs:report", RunsReportCommand::new);
        add("runs:count", RunsCountCommand::new);
        add("runs:export", RunsExportCommand::new);
        add("clusters:list", ClustersListCommand::new);
        add("clusters:name", ClustersNameCommand::new);
        add("clusters:merge", ClustersMergeCommand::new);
        add("clusters:split", ClustersSplitCommand::new);
        add("clusters:drop", ClustersDropCommand::new);
        add("clusters:undo", ClustersUndoCommand::new);
        add("clusters:check", ClustersCheckCommand::new);
        add("clusters:score", ClustersScoreCommand::new);
        add("similar", SimilarCommand::new);
        add("compare", CompareCommand::new);
        add("sweep", SweepCommand::new);
        add("worker", WorkerCommand::new);
        add("sweep:show", SweepShowCommand::new);
        add("tune", TuneCommand::new);
        add("stats", StatsCommand::new);
        add("cluster:start", ClusterStartCommand::new);
        add("cluster:join", ClusterJoinCommand::new);
        add("cluster:status", ClusterStatusCommand::new);
        add("cluster:leave", ClusterLeaveCommand::new);
        add("bundle:list", BundleListCommand::new);
        add("bundle:start", BundleStartCommand::new);
        add("bundle:stop", BundleStopCommand::new);
        add("doctor", DoctorCommand::new);
        add("help", context -> new HelpCommand(context, this));
    }

    /** {@return the names in order} */
    public Collection<String> names() {
        return Collections.unmodifiableSet(commands.keySet());
    }

    /** {@return a one-sentence description of each command} */
    public Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        names().forEach(name -> descriptions.put(
                name, model(name).getCommandSpec().usageMessage().description()[0]));
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
        Function<Context, Object> command = commands.get(name);
        return command == null ? null : models.computeIfAbsent(name, key -> line(command.apply(null)));
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
        Function<Context, Object> command = commands.get(name);
        if (command == null && !group(name).isEmpty()) {
            throw new RefusedException(
                    "%s stands for several commands; write one of %s.".formatted(name, String.join(", ", group(name))));
        }
        if (command == null) {
            throw RefusedException.unknown("command", name, commands.keySet());
        }
        CommandLine line = line(command.apply(context));
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
        if (commands.containsKey(words.get(0)) && !commands.containsKey(joined)) {
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
        return commands.keySet().stream()
                .filter(command -> command.startsWith(name + ":"))
                .toList();
    }

    private void add(String name, Function<Context, Object> command) {
        commands.put(name, command);
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
