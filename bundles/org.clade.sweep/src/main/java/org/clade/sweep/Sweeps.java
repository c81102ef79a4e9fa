package org.clade.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.engine.TensorEngine;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.JobFileRequest;
import org.clade.api.sweep.JobScheduler;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepRequest;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.SweepWorker;
import org.clade.api.sweep.TrialProgress;
import org.clade.api.sweep.TrialRequest;
import org.clade.api.sweep.WorkerRequest;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.EmptyFolder;
import org.clade.base.product.BuildFingerprint;
import org.clade.base.text.Counted;
import org.clade.sweep.job.JobSetting;
import org.clade.sweep.job.KubernetesJob;
import org.clade.sweep.job.SlurmScript;
import org.clade.sweep.state.Manifest;
import org.clade.sweep.state.SweepFolder;
import org.clade.sweep.state.Trial;
import org.clade.sweep.trial.MemberLauncher;
import org.clade.sweep.trial.ProductLauncher;
import org.clade.sweep.trial.SweepReports;
import org.clade.sweep.trial.TrialMonitor;
import org.clade.sweep.trial.TrialThreads;
import org.clade.sweep.trial.TrialWorker;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes sweeps and works on them. */
@Component
public final class Sweeps implements SweepService {

    private static final String RECIPES = "recipes";
    private static final String DATA = "CLADE_DATA";

    /** A trial's recipe, which several seeds share. */
    private record Variant(String name, Map<String, String> changes) {}

    private final VariantService variants;
    private final DataService data;
    private final TensorEngine engine;
    private final Path home;

    /** Made by Declarative Services. */
    @Activate
    public Sweeps(
            @Reference VariantService variants,
            @Reference DataService data,
            @Reference TensorEngine engine,
            BundleContext context) {
        this(variants, data, engine, Path.of(context.getProperty("clade.home")));
    }

    /**
     * A service.
     *
     * @param variants checks the variants
     * @param data checks the images
     * @param engine knows the GPUs
     * @param home the folder of the product
     */
    Sweeps(VariantService variants, DataService data, TensorEngine engine, Path home) {
        this.variants = variants;
        this.data = data;
        this.engine = engine;
        this.home = home;
    }

    @Override
    public void create(SweepRequest request) {
        requireEmpty(request.folder());
        Map<Variant, Recipe> recipes = checked(request);
        Manifest manifest = manifest(request, recipes);
        if (!request.devices().isEmpty()) {
            devices().of(new WorkerRequest(request.folder(), request.jobs(), request.devices(), false), manifest);
        }
        make(request.folder().resolve(RECIPES));
        ForkCopies.of(request.trials()).write(request.folder());
        Map<Variant, String> files = files(recipes);
        recipes.forEach(
                (variant, recipe) -> variants.write(recipe, request.folder().resolve(files.get(variant))));
        SweepFolder.create(request.folder(), manifest);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new RefusedException(
                    "The folder %s cannot be made: %s; name another one with --to.".formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static void requireEmpty(Path folder) {
        if (SweepFolder.isSweep(folder)) {
            throw new RefusedException(
                    "%s holds a sweep already; go on with it by --resume, or name another folder with --to."
                            .formatted(folder));
        }
        EmptyFolder.require(folder, Set.of(RECIPES, ForkCopies.FOLDER));
    }

    /** {@return the recipes of all trials, after every variant, key and image set was looked at} */
    private Map<Variant, Recipe> checked(SweepRequest request) {
        if (request.trials().isEmpty()) {
            throw new RefusedException("A sweep needs a variant and a seed.");
        }
        Set<TrialRequest> different = new HashSet<>();
        for (TrialRequest trial : request.trials()) {
            if (!different.add(trial)) {
                throw new RefusedException("The sweep has %s, seed %s, twice; give each variant and each value once."
                        .formatted(trial.variant() + words(trial), trial.seed()));
            }
        }
        Map<String, Dataset> sets = new LinkedHashMap<>();
        Map<Variant, Recipe> recipes = new LinkedHashMap<>();
        for (TrialRequest trial : request.trials()) {
            Dataset set = sets.computeIfAbsent(trial.data(), name -> data.open(name, Split.ALL));
            recipes.computeIfAbsent(of(trial), variant -> {
                try (VariantLease use = variants.use(variant.name(), variant.changes())) {
                    Recipe recipe = use.variant().recipe();
                    use.variant()
                            .check(set.info().shape(), recipe.architecture().clusters());
                    return recipe;
                }
            });
        }
        return recipes;
    }

    private static Variant of(TrialRequest trial) {
        return new Variant(trial.variant(), trial.changes());
    }

    private static Map<Variant, String> files(Map<Variant, Recipe> recipes) {
        Map<Variant, String> files = new LinkedHashMap<>();
        recipes.forEach((variant, recipe) -> files.put(
                variant, String.format(Locale.ROOT, "%s/%03d-%s.json", RECIPES, files.size() + 1, recipe.name())));
        return files;
    }

    private Manifest manifest(SweepRequest request, Map<Variant, Recipe> recipes) {
        Map<Variant, String> files = files(recipes);
        ForkCopies forks = ForkCopies.of(request.trials());
        List<Trial> trials = new ArrayList<>();
        for (TrialRequest trial : request.trials()) {
            trials.add(new Trial(
                    String.format(Locale.ROOT, "%04d", trials.size() + 1),
                    recipes.get(of(trial)).name()
                            + words(trial)
                            + trial.fork()
                                    .map(origin -> " from epoch " + origin.epoch())
                                    .orElse(""),
                    files.get(of(trial)),
                    trial.data(),
                    trial.seed(),
                    Stream.concat(trial.options().stream(), forks.option(trial).stream())
                            .toList()));
        }
        return new Manifest(
                BuildFingerprint.of(home),
                TrialThreads.of(request.threads(), request.jobs()),
                request.retries(),
                request.stopOnError(),
                trials);
    }

    /** {@return what a trial changes, each key behind a space} */
    private static String words(TrialRequest trial) {
        return new TreeMap<>(trial.changes())
                .entrySet().stream()
                        .map(change -> " " + change.getKey() + "=" + change.getValue())
                        .collect(Collectors.joining());
    }

    @Override
    public void require(SweepRequest request) {
        List<Trial> asked = manifest(request, checked(request)).trials();
        List<Trial> there = SweepFolder.of(request.folder()).manifest().trials();
        if (!asked.equals(there)) {
            throw new RefusedException(
                    "%s holds a sweep of %s that differ from the %s asked for; leave the variants out to go on with it, or name another folder with --to."
                            .formatted(request.folder(), Counted.of(there.size(), "trial"), asked.size()));
        }
    }

    @Override
    public SweepWorker worker(WorkerRequest request) {
        SweepFolder sweep = opened(request.folder());
        int processors = Runtime.getRuntime().availableProcessors();
        TrialThreads.require(request.jobs(), sweep.manifest().threads(), processors);
        ProductLauncher launcher = new ProductLauncher(home, devices().of(request, sweep.manifest()));
        return new TrialWorker(sweep, launcher, request.jobs(), processors, request.leave());
    }

    private WorkerDevices devices() {
        return new WorkerDevices(() -> engine.info().devices());
    }

    @Override
    public SweepWorker worker(Path folder, WorkQueue queue) {
        SweepFolder sweep = opened(folder);
        if (sweep.manifest().trials().stream()
                .flatMap(trial -> trial.options().stream())
                .anyMatch(option -> option.startsWith(Trial.SWEEP))) {
            throw new RefusedException(
                    "The trials of %s go on from a checkpoint in that folder, which members do not see; leave --cluster out."
                            .formatted(folder));
        }
        int threads = sweep.manifest().threads();
        return new TrialWorker(
                sweep, new MemberLauncher(sweep, queue), () -> queue.slots(threads), Integer.MAX_VALUE, false);
    }

    private SweepFolder opened(Path folder) {
        SweepFolder sweep = SweepFolder.of(folder.toAbsolutePath().normalize());
        String build = BuildFingerprint.of(home);
        if (!sweep.manifest().build().equals(build)) {
            throw new RefusedException(
                    "Build %s of Clade made the sweep %s, and this is build %s; work on it with the same build, since results could differ."
                            .formatted(sweep.manifest().build(), folder, build));
        }
        return sweep;
    }

    @Override
    public SweepReport report(Path folder) {
        SweepFolder sweep = SweepFolder.of(folder);
        return SweepReports.of(sweep, sweep.states());
    }

    @Override
    public List<TrialProgress> progress(Path folder) {
        SweepFolder sweep = SweepFolder.of(folder);
        return TrialMonitor.of(sweep, sweep.states());
    }

    @Override
    public Path jobFile(JobFileRequest asked) {
        Path folder = asked.folder().toAbsolutePath().normalize();
        String text = text(asked, SweepFolder.of(folder).manifest().threads());
        Path file = folder.resolve("jobs")
                .resolve(asked.scheduler() == JobScheduler.SLURM ? "slurm.sh" : "kubernetes.json");
        AtomicFile.makeFolder(file.getParent());
        AtomicFile.write(file, text);
        return file;
    }

    @Override
    public void checkJobFile(JobFileRequest request, int threads) {
        text(request, threads);
    }

    private String text(JobFileRequest asked, int threads) {
        JobFileRequest request = new JobFileRequest(
                asked.folder().toAbsolutePath().normalize(),
                asked.scheduler(),
                asked.workers(),
                asked.minutes(),
                asked.gigabytes(),
                asked.gpus(),
                asked.partition(),
                asked.image(),
                asked.claim());
        Map<String, String> environment = new TreeMap<>(Map.of("CLADE_OPTS", "-Dclade.threads=" + threads));
        Optional.ofNullable(System.getenv(DATA)).ifPresent(sets -> environment.put(DATA, sets));
        JobSetting setting = new JobSetting(request, home, threads, environment);
        return asked.scheduler() == JobScheduler.SLURM
                ? new SlurmScript(setting).text()
                : new KubernetesJob(setting).text();
    }
}
