package org.clade.shell.command.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.sweep.LatticeService;
import org.clade.api.sweep.SweepRequest;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.TrialRequest;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.ForkName;
import org.clade.shell.command.ImagesOption;
import org.clade.shell.command.KeyValues;
import org.clade.shell.command.Output;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.command.WholeNumber;
import org.clade.shell.command.members.ClusterOption;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains variants with several seeds and values. */
@Command(
        name = "sweep",
        description =
                "Trains variants with several seeds and values, each trial in a process of its own, and compares them. Exit code 3: some trials failed.")
public final class SweepCommand implements Callable<Integer> {

    /** What happens when a trial fails. */
    enum OnError {
        /** The others go on. */
        CONTINUE,
        /** No further trial begins. */
        STOP
    }

    /** Keys that {@code run --fork} takes from the run unless it has these options. */
    private static final Map<String, String> OPTIONS =
            Map.of("epochs", "--epochs", "max_batches", "--max-batches", "clusters", "--k");

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private ImagesOption images;

    @Mixin
    private TrialOptions trial;

    @Mixin
    private WorkerOptions worker;

    @Mixin
    private SubmitOptions submit;

    @Mixin
    private ClusterOption cluster;

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "Threads of each trial, the same on every machine, since the last digits of results depend on it. Default: the processors divided by --jobs.")
    private int threads;

    @Option(
            names = "--seeds",
            paramLabel = "<seeds>",
            defaultValue = "1..5",
            description = "The seeds of every variant, such as 1..10 or 1,2,5. Default: ${DEFAULT-VALUE}.")
    private String seeds;

    @Option(
            names = "--set",
            paramLabel = "<key>=<value>,<value>",
            description =
                    "Train with each of these values of a key of the variants; several keys give all combinations.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--fork",
            paramLabel = "<run>@<epoch>",
            description =
                    "Continue this run from the end of this epoch, with the same images, random streams and order of the data; may be given several times, for runs of several seeds. run --keep-checkpoints keeps the epochs.")
    private List<String> forks = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "<folder>", description = "The folder of the sweep. Default: sweeps/<time>.")
    private String to;

    @Option(
            names = "--retries",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "How often a failed trial is tried again. Default: ${DEFAULT-VALUE}.")
    private int retries;

    @Option(
            names = "--on-error",
            paramLabel = "continue|stop",
            defaultValue = "continue",
            description = "What happens when a trial has failed. Default: ${DEFAULT-VALUE}.")
    private OnError onError;

    @Option(names = "--resume", description = "Go on with the sweep in --to, which was interrupted.")
    private boolean resume;

    @Parameters(
            paramLabel = "<variant>",
            arity = "0..*",
            description = "Names that variant:list shows, recipe files, or one folder that variant:lattice has made.")
    private List<String> variants = new ArrayList<>();

    public SweepCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (resume && to == null) {
            throw new RefusedException("--resume needs --to with the folder of the sweep.");
        }
        if (variants.isEmpty() && !resume) {
            throw new RefusedException("sweep needs a variant; variant:list shows them.");
        }
        boolean elsewhere = submit.given();
        if (elsewhere && cluster.given()) {
            throw new RefusedException("--submit and --cluster both say who trains; leave one out.");
        }
        if (!forks.isEmpty() && cluster.given()) {
            throw new RefusedException(
                    "--fork continues from a checkpoint on this machine, which members of a cluster do not see; leave --cluster out.");
        }
        // What is wrong with the cluster is said before the first trial.
        try (WorkQueue queue = cluster.connect(context).orElse(null)) {
            return sweep(elsewhere, Optional.ofNullable(queue));
        }
    }

    private int sweep(boolean elsewhere, Optional<WorkQueue> queue) throws InterruptedException {
        Path folder = context.path(to == null ? "sweeps/" + NAME.format(LocalDateTime.now()) : to);
        SweepService sweeps = context.services().get(SweepService.class);
        Optional<Path> lattice = takeLattice();
        if (!variants.isEmpty()) {
            SweepRequest request = request(folder, elsewhere);
            if (elsewhere && request.threads() > 0) {
                sweeps.checkJobFile(submit.request(folder, request.trials().size()), request.threads());
            }
            context.services().whenReady(() -> {
                if (resume) {
                    sweeps.require(request);
                } else {
                    sweeps.create(request);
                }
                return folder;
            });
            if (lattice.isPresent()) {
                context.services().get(LatticeService.class).copy(lattice.get(), folder);
            }
        }
        if (elsewhere) {
            return write(sweeps, folder);
        }
        SweepResult result = new SweepResult(context, output);
        return queue.isPresent() ? result.work(folder, queue.get()) : result.work(worker.request(folder, false));
    }

    private int write(SweepService sweeps, Path folder) {
        int trials = sweeps.report(folder).trials().size();
        Path file = sweeps.jobFile(submit.request(folder, trials));
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("sweep", folder.toString());
            fields.put("trials", trials);
            fields.put("file", file.toString());
            fields.put("command", submit.command(file));
            output.document(context.console(), fields);
        } else {
            output.sentence(
                    context.console(),
                    "The sweep %s has %s. Nothing was submitted; this command does it:"
                            .formatted(folder, Counted.of(trials, "trial")));
            context.console().out().println(submit.command(file));
            context.console().out().flush();
        }
        return 0;
    }

    /** Puts the recipes of a lattice in place of its folder, which is then the only argument; returns the folder. */
    private Optional<Path> takeLattice() throws InterruptedException {
        for (String variant : variants) {
            Path folder = context.path(variant);
            if (Files.isRegularFile(folder.resolve(LatticeService.FILE))) {
                LatticeService lattices = context.services().get(LatticeService.class);
                if (variants.size() > 1) {
                    throw new RefusedException(
                            "%s is a lattice, which a sweep takes alone; leave the other variants out."
                                    .formatted(variant));
                }
                variants = lattices.recipes(folder).stream().map(Path::toString).toList();
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private SweepRequest request(Path folder, boolean elsewhere) throws InterruptedException {
        if (retries < 0) {
            throw new RefusedException(
                    "--retries is %s but must be at least 0, where 0 tries each trial once.".formatted(retries));
        }
        List<TrialRequest> trials = forks.isEmpty() ? trials() : forkedTrials();
        return new SweepRequest(
                folder,
                trials,
                WholeNumber.notNegative("--threads", threads),
                elsewhere ? 0 : worker.jobs(),
                elsewhere || cluster.given() ? List.of() : worker.devices(),
                retries,
                onError == OnError.STOP);
    }

    /** {@return trials that continue each run with each variant; images, seed and length are those of the run} */
    private List<TrialRequest> forkedTrials() throws InterruptedException {
        for (String option : List.of("--seeds", "--data", "--split", "--limit")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new RefusedException(
                        "%s is refused with --fork, because a fork continues with the images and the seed of its run; leave it out, and give --fork once for each run."
                                .formatted(option));
            }
        }
        List<TrialRequest> forked = new ArrayList<>();
        for (String fork : forks) {
            for (String variant : variants) {
                RunRequest origin = ForkName.of(fork).request(context, RunsFolder.usual(), variant);
                for (Map<String, String> changes : ValueGrid.of(KeyValues.parse("--set", values))) {
                    Map<String, String> keys = new LinkedHashMap<>(changes);
                    List<String> options = new ArrayList<>(trial.words());
                    OPTIONS.forEach((key, option) -> {
                        if (keys.containsKey(key)) { // otherwise that of the run counts
                            options.addAll(List.of(option, keys.remove(key)));
                        }
                    });
                    forked.add(new TrialRequest(
                            origin.variant(), keys, origin.data(), origin.seed(), options, origin.fork()));
                }
            }
        }
        return forked;
    }

    private List<TrialRequest> trials() throws InterruptedException {
        List<TrialRequest> trials = new ArrayList<>();
        String data = cluster.data(context, images.data(context));
        List<String> options = trial.words();
        // Seed by seed, so that early results can be compared already.
        for (long seed : SeedRange.of(seeds)) {
            for (String variant : variants) {
                for (Map<String, String> changes : ValueGrid.of(KeyValues.parse("--set", values))) {
                    trials.add(new TrialRequest(context.nameOrPath(variant), changes, data, seed, options));
                }
            }
        }
        return trials;
    }
}
