package org.clade.cluster.choice;

import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.cluster.ClusterPlan;
import org.clade.api.cluster.ClusterRequest;
import org.clade.api.cluster.CountRange;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.features.FeatureWriter;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantService;
import org.clade.base.text.Counted;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at a folder and chooses how to cluster it. */
@Component(service = FolderPlanner.class)
public final class FolderPlanner {

    /** The recipe for photographs, by the channels of the images. */
    private static final Map<Integer, String> VARIANTS = Map.of(1, "photos-gray", 3, "photos");

    /** In less time numbers of clusters are compared only if that is asked for. */
    private static final double LEAST_MINUTES_TO_COUNT = 3;

    private static final double MOST_MINUTES = 10_000;

    private final DataService data;
    private final VariantService variants;
    private final RunService runs;
    private final NetworkChoice networks;

    /** Made by Declarative Services. */
    @Activate
    public FolderPlanner(
            @Reference DataService data,
            @Reference VariantService variants,
            @Reference RunService runs,
            @Reference FeatureWriter features) {
        this.data = data;
        this.variants = variants;
        this.runs = runs;
        this.networks = new NetworkChoice(variants, features);
    }

    /**
     * Plans.
     *
     * @param request what to cluster, and how
     * @return the plan
     * @throws RefusedException if the folder cannot be clustered
     */
    public ClusterPlan plan(ClusterRequest request) {
        if (!(request.minutes() > 0 && request.minutes() <= MOST_MINUTES)) {
            throw new RefusedException(
                    "--minutes must be above 0 and at most 10000, and is %s; give a number such as 10."
                            .formatted(request.minutes()));
        }
        Instant ends = Instant.now().plusMillis(Math.round(request.minutes() * 60_000));
        String folder = request.folder().toString();
        if (!Files.exists(request.folder())) {
            throw new RefusedException("There is no folder “%s”; check its name.".formatted(folder));
        }
        String named = named(request);
        Dataset dataset = data.open(named, Split.ALL);
        DatasetInfo info = dataset.info();
        FolderCheck.check(folder, dataset);
        CountRange clusters = request.clusters().orElseGet(() -> ClusterNumbers.usual(info.images()));
        ClusterNumbers.check(folder, clusters, info.images());

        if (request.network().isPresent()) {
            return onFeatures(request, named, dataset, clusters, ends);
        }
        String variant =
                request.variant().orElseGet(() -> VARIANTS.get(info.shape().channels()));
        Recipe recipe = variants.recipe(variant);
        RunRequest training = RunRequest.of(variant, named)
                .withChanges(SmallBatches.changes(recipe.properties(), info.images()))
                .withClusters(OptionalInt.of(clusters.from()))
                .withSeed(request.seed())
                .withBaseline(true)
                .withPrecision(request.precision())
                .withDevice(request.device())
                .withOut(request.out());
        runs.check(training);
        return new ClusterPlan(
                info,
                dataset.skipped(),
                training,
                clusters,
                search(clusters, info.images(), request.minutes()),
                request.files(),
                ends,
                List.of(
                        found(folder, dataset),
                        chosen(
                                request,
                                recipe,
                                clusters,
                                training.changes(),
                                info.shape().channels())));
    }

    private ClusterPlan onFeatures(
            ClusterRequest request, String named, Dataset dataset, CountRange clusters, Instant ends) {
        NetworkChoice.Road road = networks.choose(request, named, dataset);
        int images = dataset.info().images();
        Recipe recipe = variants.recipe(road.variant());
        RunRequest training = RunRequest.of(road.variant(), road.data())
                .withChanges(SmallBatches.changes(recipe.properties(), images))
                .withClusters(OptionalInt.of(clusters.from()))
                .withSeed(request.seed())
                .withPrecision(request.precision())
                .withDevice(request.device())
                .withOut(request.out());
        if (road.features().isEmpty()) {
            runs.check(training);
        }
        return new ClusterPlan(
                dataset.info(),
                dataset.skipped(),
                training,
                clusters,
                search(clusters, images, request.minutes()),
                request.files(),
                ends,
                List.of(
                        found(request.folder().toString(), dataset),
                        "%s %s into %s clusters within %s."
                                .formatted(
                                        road.sentence(), "It puts them", words(clusters), minutes(request.minutes()))),
                road.features());
    }

    private static String words(CountRange clusters) {
        return clusters.single() ? "" + clusters.from() : "%s to %s".formatted(clusters.from(), clusters.to());
    }

    private static String named(ClusterRequest request) {
        return "%s(labels=%s, skip_damaged=%s, fit=%s)"
                .formatted(
                        request.folder().toAbsolutePath().normalize(),
                        request.labeled() ? "folders" : "none",
                        request.strict() ? "off" : "on",
                        request.fit().name().toLowerCase(Locale.ROOT));
    }

    private static Optional<CountRange> search(CountRange clusters, int images, double minutes) {
        if (!clusters.single()) {
            return Optional.of(clusters);
        }
        return minutes < LEAST_MINUTES_TO_COUNT
                ? Optional.empty()
                : Optional.of(ClusterNumbers.around(clusters.from(), images));
    }

    private static String found(String folder, Dataset dataset) {
        DatasetInfo info = dataset.info();
        ImageShape shape = info.shape();
        int skipped = dataset.skipped().size();
        return "“%s” holds %s %s images%s%s%s."
                .formatted(
                        folder,
                        info.images(),
                        shape.channels() == 1 ? "gray" : "color",
                        shape.height() == 0
                                ? " of different sizes"
                                : " of %s×%s pixels".formatted(shape.width(), shape.height()),
                        info.labeled() ? ", with folders as labels that only score" : "",
                        skipped == 0
                                ? ""
                                : "; %s more cannot be read and %s listed in skipped.csv"
                                        .formatted(skipped, skipped == 1 ? "is" : "are"));
    }

    private static String chosen(
            ClusterRequest request, Recipe recipe, CountRange clusters, Map<String, String> changes, int channels) {
        String size = recipe.architecture().size() == 0
                ? "in their own size"
                : "as %s×%s pixels (--fit %s)"
                        .formatted(
                                recipe.architecture().size(),
                                recipe.architecture().size(),
                                request.fit().name().toLowerCase(Locale.ROOT));
        String why = request.variant().isPresent()
                ? "as asked"
                : "the recipe for %s photographs".formatted(channels == 1 ? "gray" : "color");
        String batch = changes.containsKey("batch")
                ? "%s images at once because there are no more".formatted(changes.get("batch"))
                : "%s images at once"
                        .formatted(recipe.training()
                                .phases()
                                .get(recipe.training().phases().size() - 1)
                                .batch());
        return "They are read %s and put into %s clusters by %s, %s, %s, within %s%s."
                .formatted(
                        size,
                        words(clusters),
                        recipe.name(),
                        why,
                        batch,
                        minutes(request.minutes()),
                        request.clusters().isPresent() ? "" : "; --k gives another number of clusters");
    }

    private static String minutes(double minutes) {
        return minutes == Math.rint(minutes)
                ? Counted.of((long) minutes, "minute")
                : String.format(Locale.ROOT, "%.1f minutes", minutes);
    }
}
