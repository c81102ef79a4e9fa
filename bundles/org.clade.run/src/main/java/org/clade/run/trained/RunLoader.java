package org.clade.run.trained;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.ReadShape;
import org.clade.run.training.Checkpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes up runs that have been trained. */
@Component(service = RunLoader.class)
public final class RunLoader {

    private static final String NO_NETWORK = "there is no trained network";

    private final VariantService variants;
    private final DataService data;
    private final TensorEngine engine;

    /** Made by Declarative Services. */
    @Activate
    public RunLoader(@Reference VariantService variants, @Reference DataService data, @Reference TensorEngine engine) {
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
    public RunSnapshot find(Path folder) {
        StoredRun run = StoredRun.open(folder, NO_NETWORK);
        return found(run, () -> dataset(run.request()), Optional::empty);
    }

    /**
     * Finds a run that is to look at images which it was not trained on. Its own are not needed.
     *
     * @param folder its folder
     * @param images opens the images
     * @return the run with these images in place of its own, closed by the caller unless it is {@linkplain #openBeside opened}
     * @throws RefusedException as {@link #find(Path)} does, or where the images are none that its parts can take
     */
    RunSnapshot find(Path folder, Supplier<Dataset> images) {
        StoredRun run = StoredRun.open(folder, NO_NETWORK);
        return found(run, images, () -> own(run.request()));
    }

    /**
     * A run that looks at images.
     *
     * @param run the run; closed where this fails
     * @param opener opens the images
     * @param other opens those that it was trained on, where the images are to be like them
     */
    private RunSnapshot found(StoredRun run, Supplier<Dataset> opener, Supplier<Optional<Dataset>> other) {
        try {
            return found(run.request(), run.checkpoint(), opener.get(), other.get());
        } catch (RuntimeException e) {
            run.checkpoint().close();
            throw e;
        }
    }

    private RunSnapshot found(RunRequest request, Checkpoint checkpoint, Dataset images, Optional<Dataset> own) {
        VariantLease use = variants.use(request.variant(), checkpoint.state().changes());
        try {
            Variant variant = use.variant();
            ImageShape shape = ReadShape.of(images, variant.recipe());
            own.ifPresent(learnt -> checkAlike(request, variant, learnt, images.info(), shape));
            variant.check(shape, variant.recipe().clusters());
            return new RunSnapshot(request, checkpoint, images, shape, use, engine.device(request.device()));
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    /** Compares what the network is shown of images with what it was shown of the run's own. */
    private static void checkAlike(
            RunRequest request, Variant variant, Dataset own, DatasetInfo images, ImageShape shape) {
        ImageShape learnt = ReadShape.of(own, variant.recipe());
        if (!shown(variant, shape).equals(shown(variant, learnt))) {
            String advice = learnt.channels() == shape.channels()
                    ? "give images of the same size"
                    : "give %s images, or train a variant whose views begin with grayscale"
                            .formatted(color(learnt.channels()));
            throw new RefusedException("Run %s was trained on %s (%s), and the images of %s are %s; %s."
                    .formatted(
                            request.out(),
                            words(own.info().shape()),
                            own.info().name(),
                            images.name(),
                            words(images.shape()),
                            advice));
        }
    }

    /** {@return images as the user has them, not as they are read} */
    private static String words(ImageShape own) {
        String size = own.height() == 0 ? "various sizes" : own.width() + "×" + own.height() + " pixels";
        return color(own.channels()) + " images of " + size;
    }

    private static String color(int channels) {
        return switch (channels) {
            case 1 -> "gray";
            case 3 -> "color";
            default -> channels + "-channel";
        };
    }

    /** {@return the shape after the clean view, nothing where it cannot take such images} */
    private static Optional<ImageShape> shown(Variant variant, ImageShape images) {
        try {
            return Optional.of(variant.evalTransform().shape(images));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** {@return the images that a run was trained on, where they can be had} */
    private Optional<Dataset> own(RunRequest request) {
        try {
            return Optional.of(data.open(request.data(), request.split()));
        } catch (RefusedException e) {
            return Optional.empty(); // the weights will tell whether others are like them
        }
    }

    private Dataset dataset(RunRequest request) {
        try {
            return data.open(request.data(), request.split());
        } catch (RefusedException e) {
            throw new RefusedException(
                    "The images of run %s are no longer available: %s".formatted(request.out(), e.getMessage()), e);
        }
    }

    /**
     * Reads the images of a run and its network.
     *
     * @param found the run; closed with the result, and where this fails
     * @param cancellation asked now and then
     * @param progress told how many images were read
     * @return the run
     * @throws RefusedException where the images are others, or the checkpoint cannot be read
     */
    public LoadedRun open(RunSnapshot found, CancellationToken cancellation, IntConsumer progress) {
        return LoadedRun.of(
                found,
                engine,
                cancellation,
                host -> found.images(engine, host, count -> {
                    cancellation.throwIfCanceled();
                    progress.accept(count);
                }));
    }

    /**
     * Reads the network of a run, and beside it the images that it is to look at, whatever they are.
     *
     * @param found the run; closed with the result, and where this fails
     * @param limit only so many images; 0 for all
     * @param cancellation asked now and then
     * @return the run, whose images may still be on their way
     * @throws RefusedException where the checkpoint cannot be read, or the network takes other images
     */
    LoadedRun openBeside(RunSnapshot found, int limit, CancellationToken cancellation) {
        return LoadedRun.of(found, engine, cancellation, host -> found.beside(limit, engine, host, cancellation));
    }
}
