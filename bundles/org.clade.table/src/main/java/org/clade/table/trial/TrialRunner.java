package org.clade.table.trial;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.clade.api.baseline.FeatureClusteringRequest;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.data.DatasetInfo;
import org.clade.api.part.PartSpec;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.JobReport;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunSummary;
import org.clade.api.statistics.Selection;
import org.clade.api.table.CellSource;
import org.clade.api.table.TableWatch;

/** Finds the scores of trials, and runs trials. */
public final class TrialRunner {

    private static final String PRECISION = "fp32";
    private static final String FEATURES = "features.json";

    private final TrialServices services;
    private final RecipeIdentities recipes;
    private final KnownRuns runs;
    private final ClassicalScores classical;
    private final String device;
    private final Path out;
    private final Map<String, String> images = new HashMap<>();

    /**
     * Reads what there is.
     *
     * @param services do the work
     * @param device where networks are trained
     * @param out the folder that run folders are made in and found in
     */
    public TrialRunner(TrialServices services, String device, Path out) {
        this.services = services;
        this.device = device;
        this.out = out;
        this.recipes = new RecipeIdentities(services.variants());
        this.runs = new KnownRuns(services.runs(), services.variants(), out);
        this.classical = new ClassicalScores(out);
    }

    /**
     * What decides the scores of a trial; trials of several cells may share it.
     *
     * @param trial the trial
     * @return the same text for the same scores
     * @throws org.clade.api.part.RefusedException if its recipe or its images are refused
     */
    public String identity(TableTrial trial) {
        return switch (trial.recipe().kind()) {
            case RUN -> run(trial).toString();
            case PIXELS -> "pixels %s %s limit=%s seed=%s"
                    .formatted(trial.recipe().method(), images(trial), trial.limit(), trial.seed());
            case FEATURES -> "features %s %s".formatted(trial.recipe().method(), run(trial));
            case PROBE -> "probe %s %s".formatted(trial.probe(), run(trial));
        };
    }

    /**
     * The scores of a trial that is done.
     *
     * @param trial the trial
     * @return its scores by metric; empty if it is missing
     */
    public Optional<Map<String, Double>> find(TableTrial trial) {
        return switch (trial.recipe().kind()) {
            case RUN -> runs.find(run(trial)).flatMap(report -> scores(report, trial.selection()));
            case PIXELS, FEATURES -> classical.find(identity(trial));
            case PROBE -> runs.find(run(trial)).flatMap(report -> probed(report.folder(), trial.probe()));
        };
    }

    /**
     * Runs a trial.
     *
     * @param trial the trial
     * @param watch waits for its jobs
     * @throws TrialStoppedException if it was stopped
     * @throws TrialFailedException if a job failed
     * @throws Exception what else went wrong
     */
    public void run(TableTrial trial, TableWatch watch) throws Exception {
        if (trial.recipe().kind() == CellSource.PIXELS) {
            PixelClusteringRequest request = new PixelClusteringRequest(
                    PartSpec.parse(trial.recipe().method()),
                    trial.images().data(trial.seed()),
                    trial.images().split(),
                    OptionalInt.empty(),
                    trial.limit(),
                    0,
                    trial.seed());
            classical.add(
                    identity(trial),
                    watch.await(() -> services.baselines().clusterPixels(request))
                            .scores()
                            .values());
            return;
        }
        Path folder = trained(trial, watch);
        if (trial.recipe().kind() == CellSource.FEATURES) {
            FeatureClusteringRequest request = new FeatureClusteringRequest(
                    PartSpec.parse(trial.recipe().method()), folder, OptionalInt.empty(), trial.seed());
            classical.add(
                    identity(trial),
                    watch.await(() -> services.baselines().clusterFeatures(request))
                            .scores()
                            .values());
        } else if (trial.recipe().kind() == CellSource.PROBE) {
            FeatureRequest request = new FeatureRequest(folder, trial.probe(), true, OptionalLong.empty());
            completed(watch.await(services.features().start(request)));
        }
    }

    private Path trained(TableTrial trial, TableWatch watch) throws InterruptedException {
        Optional<RunReport> earlier = runs.find(run(trial));
        if (earlier.isPresent()) {
            return earlier.get().folder();
        }
        RunReport report = completed(watch.await(services.runs()
                .start(RunRequest.of(trial.recipe().variant(), trial.images().data(trial.seed()))
                        .withChanges(trial.changes())
                        .withImages(trial.images().split(), trial.limit())
                        .withSeed(trial.seed())
                        .withDevice(device)
                        .withPrecision(PRECISION)
                        .withOut(out))));
        runs.add(report);
        return report.folder();
    }

    private static <R extends JobReport> R completed(R report) {
        if (report.outcome() == RunOutcome.STOPPED || report.outcome() == RunOutcome.TERMINATED) {
            throw new TrialStoppedException(report.outcome());
        }
        if (report.outcome() != RunOutcome.COMPLETED) {
            throw new TrialFailedException(report.failure());
        }
        return report;
    }

    private RunIdentity run(TableTrial trial) {
        return new RunIdentity(
                recipes.of(trial.recipe().variant(), trial.changes()),
                images(trial),
                trial.limit(),
                trial.seed(),
                PRECISION);
    }

    private String images(TableTrial trial) {
        String requested = trial.images().data(trial.seed());
        return images.computeIfAbsent(requested, name -> {
            DatasetInfo info =
                    services.data().open(name, trial.images().split()).info();
            return RunIdentity.images(name, info.name(), info.protocol());
        });
    }

    private static Optional<Map<String, Double>> scores(RunReport report, Selection choice) {
        return report.summary()
                .map(RunSummary::training)
                .flatMap(training -> choice == Selection.BEST ? training.best() : training.last())
                .map(evaluated -> evaluated.scores().values());
    }

    private static Optional<Map<String, Double>> probed(Path folder, int epochs) {
        Path file = folder.resolve(FEATURES);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonObject features = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            if (features.get("epochs").getAsInt() != epochs) {
                return Optional.empty();
            }
            JsonObject kmeans = features.getAsJsonObject("kmeans");
            Map<String, Double> scores = new LinkedHashMap<>();
            scores.put("kmeans_nmi", kmeans.get("nmi").getAsDouble());
            scores.put("kmeans_acc", kmeans.get("acc").getAsDouble());
            scores.put(
                    "linear_acc", features.getAsJsonObject("linear").get("acc").getAsDouble());
            return Optional.of(scores);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
