package org.clade.run.prediction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionSummary;
import org.clade.base.file.FileProblem;
import org.clade.run.file.WrittenRows;
import org.clade.run.folder.AssignmentColumns;
import org.clade.run.folder.RunFolder;
import org.clade.run.inference.Decision;

/**
 * The folder of a prediction while it works. It is made with the first images. From then on it holds what the prediction goes on
 * with after any end: what was asked, the rows so far, and how many of them are on the disk.
 */
public final class PredictionOutput implements AutoCloseable {

    private static final long MARK_NANOS = 1_000_000_000L;
    private static final String AGAIN = "start the prediction again, without --resume";

    private final Path run;
    private final PredictionPlan plan;
    private final AssignmentColumns columns;
    private final IntFunction<String> names;
    private final Tally tally;
    private RunFolder folder;
    private AssignmentFile file;
    private long marked;

    /**
     * Nothing is written yet.
     *
     * @param run the run's folder
     * @param plan what was asked
     * @param columns what the rows say
     * @param names the name of an image, by its place among the images of the shard
     * @param k the number of clusters
     */
    public PredictionOutput(
            Path run, PredictionPlan plan, AssignmentColumns columns, IntFunction<String> names, int k) {
        this.run = run;
        this.plan = plan;
        this.columns = columns;
        this.names = names;
        this.tally = new Tally(plan.range().to() - plan.range().from(), k);
    }

    /**
     * Takes up the newest prediction that was asked the same and has not ended.
     *
     * @throws RefusedException where there is none, saying what others were asked, or where it was changed
     */
    public void resume() {
        Path unfinished = unfinished();
        folder = RunFolder.resume(unfinished);
        WrittenRows written = AssignmentFile.written(unfinished);
        Path rows = unfinished.resolve(AssignmentFile.PART);
        AssignmentReader.read(
                Files.exists(rows) ? rows : unfinished.resolve(RunFolder.ASSIGNMENTS), written, AGAIN, row -> {
                    if (!tally.takes(row.cluster())
                            || !names.apply(tally.images()).equals(row.image())) {
                        throw new RefusedException("Row %s of %s is of image “%s”, which is not where it was; %s."
                                .formatted(tally.images() + 1, rows, row.image(), AGAIN));
                    }
                    tally.add(row.cluster(), row.confidence());
                });
        file = AssignmentFile.resume(unfinished, written);
    }

    private Path unfinished() {
        Path folders = RunFolder.predictions(run, plan.data());
        List<Path> left = left(folders);
        for (Path each : left) {
            if (PredictionPlan.of(each).equals(plan)) {
                return each;
            }
        }
        throw left.isEmpty()
                ? new RefusedException("There is no interrupted prediction in %s to go on with; leave --resume out."
                        .formatted(folders))
                : new RefusedException(
                        "The interrupted prediction %s was asked something else: %s; ask the same again, or leave --resume out."
                                .formatted(
                                        left.get(0),
                                        PredictionPlan.of(left.get(0))
                                                .difference(plan)
                                                .orElse("")));
    }

    /** {@return the predictions that have not ended, the newest first} */
    private static List<Path> left(Path folders) {
        if (!Files.isDirectory(folders)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folders)) {
            return all.filter(each -> Files.exists(each.resolve(PredictionPlan.FILE))
                            && Files.exists(each.resolve(AssignmentFile.POSITION))
                            && !Files.exists(each.resolve(RunFolder.PREDICTION)))
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        } catch (IOException e) {
            throw new RefusedException(
                    "%s cannot be read: %s; leave --resume out.".formatted(folders, FileProblem.words(folders, e)), e);
        }
    }

    /** {@return the images that are done} */
    public Tally tally() {
        return tally;
    }

    /** Writes the rows of the next images. */
    public void take(AssignedImages images) {
        if (file == null) {
            begin();
        }
        for (int i = 0; i < images.edited().length; i++) {
            Decision decision = images.decisions().get(i);
            file.add(columns.row(names.apply(tally.images()), decision, images.edited()[i]));
            tally.add(decision.cluster(), decision.confidence());
        }
        file.write();
        if (System.nanoTime() - marked > MARK_NANOS) {
            mark();
        }
    }

    private void begin() {
        folder = RunFolder.ofPrediction(run, plan.data());
        plan.write(folder.path());
        file = AssignmentFile.begin(folder.path(), columns);
        file.write();
        mark();
    }

    private void mark() {
        file.mark(null);
        marked = System.nanoTime();
    }

    /** {@return the folder of the prediction; empty where nothing is done} */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder).map(RunFolder::path);
    }

    /**
     * Ends it: all images are done.
     *
     * @param counts how many images of each class are in each cluster, where there are labels
     * @param summary {@code prediction.json}
     */
    public void finish(Optional<int[][]> counts, PredictionSummary summary) {
        file.mark(counts.orElse(null));
        file.finish();
        folder.prediction(summary);
    }

    /** Keeps what was done, and lets others write the folder. */
    @Override
    public void close() {
        if (file != null) {
            try (AssignmentFile open = file) {
                if (!Files.exists(folder.path().resolve(RunFolder.PREDICTION))) {
                    open.mark(null);
                }
            } finally {
                folder.close();
            }
        } else if (folder != null) {
            folder.close();
        }
    }
}
