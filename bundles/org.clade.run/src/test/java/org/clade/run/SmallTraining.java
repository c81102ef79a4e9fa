package org.clade.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunSummary;
import org.clade.api.variant.Bound;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunJournal;
import org.clade.run.images.ImageStorage;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RandomStreams;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.TrainingState;

/** A small run in memory: its state and the objects around it, without thread and loop. */
public final class SmallTraining implements AutoCloseable {

    /** With it, the untrained network has more than two clusters. */
    private static final int SEED = 5;

    public final SmallVariants variants;
    public final RunParts parts;
    public final RunScope run;
    public final RunHistory history = new RunHistory();
    public final RunFolder folder;
    public final List<RunEvent> events = new ArrayList<>();
    public final RunJournal journal;
    public final TrainingState state;
    public final TrainingBudget budget;
    public final Inference inference;
    public final Checkpoints checkpoints;
    public final Evaluator evaluator;
    private final NDManager manager;

    public SmallTraining(Path out) {
        SmallRuns small = new SmallRuns(out);
        variants = small.variants;
        parts = new RunParts(variants);
        manager = small.engine.newManager(Device.cpu());
        Dataset dataset = small.data.open("stripes", Split.ALL);
        ImageShape shape = dataset.info().shape();
        RandomStreams random = RandomStreams.of(SEED);
        SmallNetwork network = (SmallNetwork) variants.network(shape, Stripes.CLASSES, manager, random.weights());
        Bound<Optimizer> optimizer = variants.optimizer();
        ImageStore images = ImageStore.open(
                        dataset, shape, 0, SEED, ImageStorage.of(small.engine, manager, out), CancellationToken.NONE)
                .read(0, count -> {});
        run = new RunScope(
                network,
                optimizer.part().open(network.weights(), optimizer.settings()),
                images,
                random,
                small.engine,
                manager,
                manager,
                new StageTimer(),
                new LossMeter(),
                CancellationToken.NONE);
        folder = RunFolder.create(out, "stripes", "small", SEED);
        journal = new RunJournal("run", setup(), folder, history, events::add);
        budget = TrainingBudget.of(variants.recipe(), images.size(), 0);
        inference = new Inference(
                run,
                variants.recipe().training().inference(),
                variants.recipe().training().inferenceBatch());
        state = new TrainingState(run, parts, history);
        checkpoints = new Checkpoints(folder, state, manager, journal, 0);
        evaluator = new Evaluator(
                variants::evalTransform,
                dataset,
                inference,
                budget,
                small.scores,
                journal,
                new EvaluationListeners(),
                (inferred, clean, evaluation) -> null);
    }

    private static RunSummary.Setup setup() {
        return new RunSummary.Setup(
                "small",
                "",
                "",
                "own",
                "stripes",
                "all",
                DatasetNotes.of(List.of()),
                Stripes.CLASSES,
                SEED,
                "fp32",
                "cpu",
                "",
                1,
                "");
    }

    /** {@return the types of the events so far, without those of checkpoints} */
    public List<RunEvent.Type> eventTypes() {
        return events.stream()
                .map(RunEvent::type)
                .filter(type -> type != RunEvent.Type.CHECKPOINTED)
                .toList();
    }

    /** {@return the details of the latest event of a type} */
    public Map<String, Object> event(RunEvent.Type type) {
        return events.stream()
                .filter(event -> event.type() == type)
                .reduce((a, b) -> b)
                .orElseThrow()
                .details();
    }

    /** {@return the network's weights as bytes} */
    public byte[] weights() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            run.network().save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        state.close();
        folder.close();
        run.optimizer().close();
        run.network().close();
        run.images().close();
        manager.close();
    }
}
