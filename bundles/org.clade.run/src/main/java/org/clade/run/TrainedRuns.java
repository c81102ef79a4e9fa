package org.clade.run;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.variant.Variant;
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
        return find(folder, this::dataset);
    }

    /**
     * Finds a run that is to look at images which it was not trained on. Its own are not needed.
     *
     * @param folder its folder
     * @param images opens the images
     * @return the run with these images in place of its own, closed by the caller unless it is {@linkplain #openBeside opened}
     * @throws RefusedException as {@link #find(Path)} does, or where the images are none that its parts can take
     */
    FoundRun find(Path folder, Supplier<Dataset> images) {
        FoundRun found = find(folder, request -> images.get());
        try {
            checkAlike(found);
            return found;
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
    }

    /** Compares what the network is shown of the images with what it was shown of the run's own, where these can be had. */
    private void checkAlike(FoundRun found) {
        Dataset own;
        try {
            own = data.open(found.request().data(), found.request().split());
        } catch (RefusedException e) {
            return; // the weights will tell
        }
        Variant variant = found.use().variant();
        ImageShape learnt = variant.clean().shape(Runs.readShape(own, variant.recipe()));
        ImageShape given = variant.clean().shape(found.shape());
        if (!given.equals(learnt)) {
            throw new RefusedException(
                    "Run %s learnt from images that are %s to its network (%s), and those of %s are %s; give images like its own."
                            .formatted(
                                    found.folder(),
                                    learnt,
                                    own.info().name(),
                                    found.dataset().info().name(),
                                    given));
        }
    }

    private FoundRun find(Path folder, Function<RunRequest, Dataset> images) {
        RunRequest request = RunRequestFile.read(folder);
        CheckpointFile checkpoint = CheckpointFile.latest(folder)
                .orElseThrow(() ->
                        new RefusedException("Run %s has no checkpoint, so there is no network to ask; run %s anew."
                                .formatted(folder, folder.resolve("recipe.json"))));
        Dataset dataset = images.apply(request);
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
        return OpenedRun.of(
                found,
                engine,
                stop,
                host -> found.images(engine, host, count -> {
                    stop.run();
                    progress.accept(count);
                }));
    }

    /**
     * Reads the network of a run, and beside it the images that it is to look at, whatever they are.
     *
     * @param found the run; closed with the result, and where this fails
     * @param limit only so many images; 0 for all
     * @param stop called now and then; throws where it was asked to stop
     * @return the run, whose images may still be on their way
     * @throws RefusedException where the checkpoint cannot be read, or the network takes other images
     */
    OpenedRun openBeside(FoundRun found, int limit, Runnable stop) {
        return OpenedRun.of(found, engine, stop, host -> found.beside(limit, engine, host, stop));
    }
}
