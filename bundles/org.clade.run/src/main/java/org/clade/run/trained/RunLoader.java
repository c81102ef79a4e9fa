package org.clade.run.trained;

import java.nio.file.Path;
import java.util.Map;
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
import org.clade.api.run.TrainedNetwork;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.ReadShape;
import org.clade.run.training.Checkpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Loads trained runs. */
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
     * Finds a run. It checks everything that it can check without reading images.
     *
     * @param folder its folder
     * @return the run, closed by the caller unless it is {@linkplain #open opened}
     * @throws RefusedException if there is no run or no checkpoint, or its data or a part of its recipe are missing
     */
    public RunSnapshot find(Path folder) {
        StoredRun run = StoredRun.open(folder, NO_NETWORK);
        return found(run, () -> dataset(run.request()), Optional::empty);
    }

    /**
     * Finds a run for prediction on other images. The run's own images are not needed.
     *
     * @param folder its folder
     * @param images opens the images
     * @param precision the precision; empty for that of the run
     * @return the run with these images instead of its own, closed by the caller unless it is {@linkplain #openFor opened}
     * @throws RefusedException as {@link #find(Path)} does, or if its parts cannot process the images
     */
    RunSnapshot find(Path folder, Supplier<Dataset> images, Optional<String> precision) {
        StoredRun stored = StoredRun.open(folder, NO_NETWORK);
        try {
            RunRequest request = stored.request();
            StoredRun run = new StoredRun(
                    precision
                            .map(spec ->
                                    request.with(engine.autocast().precision(spec, engine.device(request.device()))))
                            .orElse(request),
                    stored.checkpoint());
            return found(run, images, () -> own(request));
        } catch (RuntimeException e) {
            stored.checkpoint().close();
            throw e;
        }
    }

    /**
     * Finds a run for given images.
     *
     * @param run the run; closed if this fails
     * @param opener opens the images
     * @param other opens the images that it was trained on, if the given images must be similar
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
            own.ifPresent(trained -> {
                checkAlike(request, variant, trained, images.info(), shape);
                checkOrigin(request, trained, images);
            });
            variant.check(shape, variant.recipe().architecture().clusters());
            return new RunSnapshot(request, checkpoint, images, shape, use, engine.device(request.device()));
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    /** Compares the network's input from these images with that from the run's own. */
    private static void checkAlike(
            RunRequest request, Variant variant, Dataset own, DatasetInfo images, ImageShape shape) {
        ImageShape trained = ReadShape.of(own, variant.recipe());
        if (!shown(variant, shape).equals(shown(variant, trained))) {
            if (trained.isVector() || shape.isVector()) {
                throw new RefusedException("Run %s was trained on %s (%s), and %s holds %s; give data of the same kind."
                        .formatted(
                                request.out(),
                                words(trained),
                                own.info().name(),
                                images.name(),
                                words(images.shape())));
            }
            String advice = trained.channels() == shape.channels()
                    ? "give images of the same size"
                    : "give %s images, or train a variant whose views begin with grayscale"
                            .formatted(color(trained.channels()));
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

    /** Compares what made the vectors that the run was trained on with what made these, where both are known. */
    private static void checkOrigin(RunRequest request, Dataset own, Dataset images) {
        Map<String, String> trained = own.origin();
        Map<String, String> other = images.origin();
        if (trained.isEmpty() || other.isEmpty()) {
            return;
        }
        trained.forEach((key, value) -> {
            if (!value.equals(other.get(key))) {
                throw new RefusedException(
                        "Run %s was trained on features with %s=%s (%s), but those of %s have %s=%s; compute the features of both in one way."
                                .formatted(
                                        request.out(),
                                        key,
                                        value,
                                        own.info().name(),
                                        images.info().name(),
                                        key,
                                        other.get(key)));
            }
        });
    }

    /** {@return the images as the user knows them, before any conversion} */
    private static String words(ImageShape own) {
        if (own.isVector()) {
            return "vectors of %s values".formatted(own);
        }
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

    /** {@return the shape after the clean view; empty if it cannot process such images} */
    private static Optional<ImageShape> shown(Variant variant, ImageShape images) {
        try {
            return Optional.of(variant.evalTransform().shape(images));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** {@return the images that a run was trained on, if they are available} */
    Optional<Dataset> own(RunRequest request) {
        try {
            return Optional.of(data.open(request.data(), request.split()));
        } catch (RefusedException e) {
            return Optional.empty(); // loading the weights shows whether other images fit
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
     * Loads the images of a run and its network.
     *
     * @param found the run; closed with the result, or if this fails
     * @param cancellation asked regularly
     * @param progress receives the number of loaded images
     * @return the run
     * @throws RefusedException if the images have changed, or the checkpoint cannot be read
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
     * Loads the network of a run as it predicts, without its images.
     *
     * @param folder the run's folder
     * @return the network
     * @throws RefusedException as {@link #find(Path)} does, or if the checkpoint cannot be read
     */
    public TrainedNetwork openNetwork(Path folder) {
        LoadedRun run = openFor(find(folder), 0, CancellationToken.INTERRUPT);
        return StoredNetwork.of(run, () -> own(run.request()));
    }

    /**
     * Loads the network of a run for the prediction of other images, and the first of these.
     *
     * @param found the run; closed with the result, or if this fails
     * @param first an image to predict
     * @param cancellation asked regularly
     * @return the run, which has this one image
     * @throws RefusedException if the checkpoint or the image cannot be read, or if the network cannot process the images
     */
    LoadedRun openFor(RunSnapshot found, int first, CancellationToken cancellation) {
        return LoadedRun.of(found, engine, cancellation, host -> found.some(new int[] {first}, engine, host));
    }
}
