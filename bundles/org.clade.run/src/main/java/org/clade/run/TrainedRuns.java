package org.clade.run;

import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantUse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes up runs that have been trained. */
@Component(service = TrainedRuns.class)
public final class TrainedRuns {

    private final VariantService variants;
    private final DataService data;
    private final TensorEngine engine;

    /** Made by Declarative Services. */
    @Activate
    public TrainedRuns(
            @Reference VariantService variants, @Reference DataService data, @Reference TensorEngine engine) {
        this.variants = variants;
        this.data = data;
        this.engine = engine;
    }

    /**
     * Finds a run. Everything is checked that can be without reading images.
     *
     * @param folder its folder
     * @return the run, closed by the caller unless it is {@linkplain #open opened}
     * @throws RefusedException where there is no run or no checkpoint, or its data or a part of its recipe are missing
     */
    FoundRun find(Path folder) {
        RunRequest request = RunRequestFile.read(folder);
        CheckpointFile checkpoint = CheckpointFile.latest(folder)
                .orElseThrow(() ->
                        new RefusedException("Run %s has no checkpoint, so there is no network to ask; run %s anew."
                                .formatted(folder, folder.resolve("recipe.json"))));
        Dataset dataset = dataset(request);
        VariantUse use = variants.use(request.variant(), checkpoint.state().changes());
        try {
            ImageShape shape = Runs.readShape(dataset, use.variant().recipe());
            use.variant().check(shape, use.variant().recipe().clusters());
            return new FoundRun(request, checkpoint, dataset, shape, use, engine.device(request.device()));
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    private Dataset dataset(RunRequest request) {
        try {
            return data.open(request.data(), request.split());
        } catch (RefusedException e) {
            throw new RefusedException(
                    "The images of run %s cannot be had any more: %s".formatted(request.out(), e.getMessage()), e);
        }
    }

    /**
     * Reads the images of a run and its network.
     *
     * @param found the run; closed with the result, and where this fails
     * @param stop called now and then; throws where it was asked to stop
     * @param progress told how many images were read
     * @return the run
     * @throws RefusedException where the images are others, or the checkpoint cannot be read
     */
    OpenedRun open(FoundRun found, Runnable stop, IntConsumer progress) {
        return OpenedRun.of(found, engine, stop, progress);
    }
}
