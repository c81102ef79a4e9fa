package org.clade.hazelcast.shards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.FilenameUtils;
import org.clade.api.data.Split;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.features.FeatureWriter;
import org.clade.api.members.MemberInference;
import org.clade.api.members.WorkItem;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionMerger;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Predictor;
import org.clade.api.run.InferenceReport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Predictions and features by the members of a cluster. */
@Component
public final class ShardedInference implements MemberInference {

    private static final Logger LOG = LoggerFactory.getLogger("members");
    private static final int SHARDS_OF_A_SLOT = 4;
    private static final int LETTERS = 8;
    private static final int DEPTH = 4;

    /** What a prediction does not read. */
    private static final Set<String> LEFT_OUT = Set.of("predictions", "clusters", "figures", "images");

    private final Predictor predictor;
    private final PredictionMerger predictions;
    private final FeatureWriter features;

    /** Made by Declarative Services. */
    @Activate
    public ShardedInference(
            @Reference Predictor predictor,
            @Reference PredictionMerger predictions,
            @Reference FeatureWriter features) {
        this.predictor = predictor;
        this.predictions = predictions;
        this.features = features;
    }

    @Override
    public InferenceReport<PredictionSummary> predict(
            PredictionRequest request, int shards, WorkQueue queue, Consumer<String> said) throws InterruptedException {
        if (!request.shard().whole()) {
            throw new RefusedException("--cluster makes shards itself; leave --shard out.");
        }
        Path run = request.run().toAbsolutePath().normalize();
        String asked = "%s, %s, limit %s, %s"
                .formatted(
                        request.data(),
                        word(request.split()),
                        request.limit(),
                        request.precision().orElse("as the run"));
        Path folder = run.resolve("predictions")
                .resolve(".shards-" + DigestUtils.sha256Hex(asked).substring(0, LETTERS));
        ShardJob job = ShardJob.of(
                folder,
                asked,
                "predict",
                () -> count(shards, queue, () -> predictor.mostShards(request)),
                request.resume());
        String archive = queue.store(job.id(), run, ShardedInference::needed);
        List<Path> folders = new ShardCollector(job, folder, queue, said).collect(shard -> {
            List<String> command = new ArrayList<>(
                    List.of("predict", WorkItem.FOLDER + "/run", request.data(), "--split", word(request.split())));
            if (request.limit() > 0) {
                command.addAll(List.of("--limit", String.valueOf(request.limit())));
            }
            request.precision().ifPresent(precision -> command.addAll(List.of("--precision", precision)));
            return item(job, shard, command, Map.of("run", archive), "run/predictions");
        });
        InferenceReport<PredictionSummary> report = predictions.merge(
                run, folders.stream().map(ShardedInference::prediction).toList());
        FileUtils.deleteQuietly(folder.toFile());
        return report;
    }

    /** {@return whether a prediction reads a file of a run, by its path within the run} */
    private static boolean needed(Path file) {
        return !LEFT_OUT.contains(file.getName(0).toString());
    }

    /** {@return the one prediction in what a member sent} */
    private static Path prediction(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.endsWith("prediction.json"))
                    .map(Path::getParent)
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(
                            "%s holds no prediction; begin again without --resume.".formatted(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int features(FeatureFileRequest request, int shards, WorkQueue queue, Consumer<String> said)
            throws InterruptedException {
        if (!request.shard().whole()) {
            throw new RefusedException("--cluster makes shards itself; leave --shard out.");
        }
        Path file = request.file().toAbsolutePath().normalize();
        if (Files.exists(file)) {
            throw new RefusedException(
                    "“%s” is there already; remove it, or name another file with --to.".formatted(file));
        }
        String asked = "%s, %s, %s, limit %s, seed %s, %s, %s"
                .formatted(
                        request.network(),
                        request.data(),
                        word(request.split()),
                        request.limit(),
                        request.seed(),
                        request.precision(),
                        request.device());
        Path folder = file.resolveSibling("." + file.getFileName() + ".shards");
        ShardJob job = ShardJob.of(
                folder,
                asked,
                "features",
                () -> count(shards, queue, () -> features.mostShards(request)),
                request.resume());
        String name =
                "features." + FilenameUtils.getExtension(file.getFileName().toString());
        List<Path> folders = new ShardCollector(job, folder, queue, said).collect(shard -> {
            List<String> command = new ArrayList<>(List.of(
                    "features",
                    request.data(),
                    "--network",
                    request.network(),
                    "--to",
                    WorkItem.FOLDER + "/out/" + name,
                    "--split",
                    word(request.split()),
                    "--seed",
                    String.valueOf(request.seed()),
                    "--precision",
                    request.precision(),
                    "--device",
                    request.device()));
            if (request.limit() > 0) {
                command.addAll(List.of("--limit", String.valueOf(request.limit())));
            }
            return item(job, shard, command, Map.of(), "out");
        });
        int images = features.merge(
                file, folders.stream().map(each -> each.resolve(name)).toList());
        FileUtils.deleteQuietly(folder.toFile());
        return images;
    }

    private static WorkItem item(
            ShardJob job, int shard, List<String> command, Map<String, String> archives, String results) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--shard", shard + "/" + job.shards(), "--progress", "none"));
        return new WorkItem(
                "%s/%s".formatted(job.id(), String.format(Locale.ROOT, "%04d", shard)),
                "%s, shard %s/%s".formatted(job.id(), shard, job.shards()),
                words,
                results.equals("out") ? Map.of("out/.keep", "") : Map.of(),
                archives,
                results,
                "",
                Integer.getInteger("clade.threads", 1));
    }

    /** {@return how many shards: those that were asked for, or four for each slot, but not more than there are batches} */
    private static int count(int shards, WorkQueue queue, IntSupplier most) {
        if (shards > 0) {
            return shards;
        }
        int usual = SHARDS_OF_A_SLOT * Math.max(1, queue.slots(1));
        try {
            return Math.min(usual, most.getAsInt());
        } catch (RefusedException e) { // only the members see the images, or they refuse them too
            LOG.debug("The number of batches is not known here", e);
            return usual;
        }
    }

    private static String word(Split split) {
        return split.name().toLowerCase(Locale.ROOT);
    }
}
