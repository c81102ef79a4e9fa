package org.clade.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clade.api.baseline.BaselineService;
import org.clade.api.baseline.PixelClustering;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.Job;
import org.clade.api.run.JobReport;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.api.table.TableWatch;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.base.json.SummaryReader;
import org.clade.table.trial.TrialServices;

/** Services whose runs end at once with ACC 0.9, except those that a test lets fail. */
final class FakeTrials implements TableWatch {

    private static final String SUMMARY =
            """
            {"variant": "%s", "data": "%s", "protocol": "all", "seed": %s, "precision": "fp32", "status": "finished", "exit_code": 0,
             "last": {"epoch": 1, "round": 1, "step": 1, "acc": 0.9, "nmi": 0.8}, "best": {"epoch": 1, "round": 1, "step": 1, "acc": 0.95, "nmi": 0.85}}
            """;

    /** The requests, the latest last. */
    final List<RunRequest> requests = new ArrayList<>();

    /** Classical methods that were run. */
    final List<PixelClusteringRequest> classical = new ArrayList<>();

    /** What was said of trials. */
    final List<String> said = new ArrayList<>();

    /** The seed whose runs fail. */
    long failing = -1;

    /** The seed whose runs are stopped. */
    long stopped = -1;

    /** The names of the data sets that are there. */
    List<String> there = List.of("mnist");

    private final Path folder;

    FakeTrials(Path folder) {
        this.folder = folder;
    }

    TrialServices services() {
        return new TrialServices(
                fake(RunService.class, Map.of("start", this::start, "list", arguments -> list(), "check", this::check)),
                fake(VariantService.class, Map.of("use", this::use, "recipe", this::stored)),
                fake(DataService.class, Map.of("open", this::open)),
                fake(BaselineService.class, Map.of("clusterPixels", this::clusterPixels)),
                fake(FeatureEvaluator.class, Map.of()));
    }

    /** What a service does in one of its methods. */
    private interface Answer {
        Object to(Object[] arguments) throws IOException;
    }

    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> Optional.ofNullable(
                                answers.get(method.getName()))
                        .orElseThrow(() -> new UnsupportedOperationException(method.toString()))
                        .to(arguments)));
    }

    private Object check(Object[] arguments) {
        if (((RunRequest) arguments[0]).device().startsWith("gpu")) {
            throw new RefusedException("There is no GPU.");
        }
        return null;
    }

    private Object start(Object[] arguments) throws IOException {
        RunRequest request = (RunRequest) arguments[0];
        requests.add(request);
        if (request.seed() == failing) {
            return handle(
                    new RunReport(folder, RunState.FAILED, RunOutcome.FAILED, Optional.empty(), "The loss is NaN."));
        }
        if (request.seed() == stopped) {
            return handle(new RunReport(folder, RunState.STOPPED, RunOutcome.STOPPED, Optional.empty(), ""));
        }
        Path run = Files.createDirectories(folder.resolve("run-" + requests.size()));
        Files.writeString(run.resolve("recipe.json"), text(request.variant(), request.changes()));
        Files.writeString(
                run.resolve("request.json"),
                "{\"data\": \"%s\", \"limit\": %s, \"seconds\": 0}".formatted(request.data(), request.limit()));
        String set = request.data().startsWith("noise") ? "noise" : request.data();
        Files.writeString(run.resolve("summary.json"), SUMMARY.formatted(request.variant(), set, request.seed()));
        return handle(report(run));
    }

    private static RunReport report(Path run) {
        try {
            return new RunReport(
                    run,
                    RunState.FINISHED,
                    RunOutcome.COMPLETED,
                    Optional.of(SummaryReader.read(Files.readString(run.resolve("summary.json")))),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunHandle handle(RunReport report) {
        return fake(RunHandle.class, Map.of("await", arguments -> report));
    }

    private Object list() throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.filter(run -> Files.exists(run.resolve("summary.json")))
                    .map(FakeTrials::report)
                    .toList();
        }
    }

    private Object use(Object[] arguments) {
        if (arguments[0].equals("unknown")) {
            throw new RefusedException("There is no variant “unknown”.");
        }
        Recipe recipe = recipe(text(arguments[0], (Map<?, ?>) arguments[1]));
        Variant variant = fake(Variant.class, Map.of("recipe", none -> recipe));
        return fake(VariantLease.class, Map.of("variant", none -> variant, "close", none -> null));
    }

    private Object stored(Object[] arguments) throws IOException {
        return recipe(Files.readString(Path.of((String) arguments[0])));
    }

    private static String text(Object variant, Map<?, ?> changes) {
        return variant + " " + new TreeMap<>(changes);
    }

    private static Recipe recipe(String text) {
        PartSpec part = new PartSpec("part", Map.of());
        return new Recipe(
                "name",
                new Recipe.Provenance("title", "method", "own"),
                new Recipe.Architecture(10, text.hashCode() & 0xFFFF, part, List.of(), part, List.of()),
                new Recipe.TrainingPlan(part, part, ForwardMode.EVALUATION, List.of(), List.of(), 1, 0, 0, 1),
                Map.of());
    }

    private Object open(Object[] arguments) {
        String name = (String) arguments[0];
        if (!there.contains(name) && !name.startsWith("noise(")) {
            throw new RefusedException("There is no data set “%s”.".formatted(name));
        }
        DatasetInfo info = new DatasetInfo(
                name.startsWith("noise") ? "noise" : name,
                "",
                "",
                "all",
                name.equals("half") ? 35_000 : 70_000,
                new ImageShape(1, 28, 28),
                List.of(),
                true);
        return fake(Dataset.class, Map.of("info", none -> info));
    }

    private Object clusterPixels(Object[] arguments) {
        PixelClusteringRequest request = (PixelClusteringRequest) arguments[0];
        classical.add(request);
        return new PixelClustering(
                request.method().id(),
                request.data(),
                "all",
                1,
                DatasetNotes.NONE,
                10,
                request.seed(),
                new ClusterScores(Map.of("acc", 0.5, "nmi", 0.4)),
                1);
    }

    @Override
    public void begins(int number, int of, String trial) {
        said.add(number + "/" + of);
    }

    @Override
    public <R extends JobReport> R await(Job<R> job) throws InterruptedException {
        return job.await();
    }

    @Override
    public <T> T await(Callable<T> work) throws Exception {
        return work.call();
    }

    @Override
    public void ends(String sentence) {
        said.add(sentence);
    }

    /** {@return the seeds of the requests} */
    List<Long> seeds() {
        return requests.stream().map(RunRequest::seed).toList();
    }
}
