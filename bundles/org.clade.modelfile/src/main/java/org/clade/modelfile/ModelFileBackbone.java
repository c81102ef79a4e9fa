package org.clade.modelfile;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.PretrainedWeights;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.OpaqueNetwork;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/**
 * A frozen backbone whose structure and weights are in a file. It tries the file once, with two images of zeros, and remembers the size
 * and the channels that the network takes and the shape of its features until the file changes.
 */
public abstract class ModelFileBackbone implements Backbone {

    /** Sizes of networks for photographs, the most usual first, then those of small images. */
    private static final int[] USUAL = {224, 518, 384, 336, 256, 448, 512, 128, 96, 64, 48, 32, 28};

    private static final int COLORS = 3;
    private static final int GRAY = 1;
    private static final int IMAGES = 2;
    private static final List<String> NEXT_TO_IT = List.of("preprocessor_config.json", "config.json");

    private final String id;
    private final OpaqueNetwork.Format format;
    private final TensorEngine engine;
    private final Map<Key, Tried> tried = new ConcurrentHashMap<>();

    /** What the result of a trial depends on. */
    private record Key(
            Path file, long length, long changed, OptionalInt size, OptionalInt channels, OptionalInt output) {}

    /** A trial: size, channels and output. */
    private record Tried(int size, int channels, ModelOutput output, PreprocessingHints hints) {}

    /**
     * A backbone.
     *
     * @param id its id
     * @param format the format of its files
     * @param engine the tensor engine
     */
    protected ModelFileBackbone(String id, OpaqueNetwork.Format format, TensorEngine engine) {
        this.id = id;
        this.format = format;
        this.engine = engine;
    }

    /** {@return the tensor engine} */
    protected final TensorEngine engine() {
        return engine;
    }

    /**
     * Checks what can be known without loading it.
     *
     * @param file the file
     * @return what it says about its input
     * @throws RefusedException if it is no such file
     */
    protected abstract PreprocessingHints inspect(Path file);

    /**
     * Loads a network.
     *
     * @param file the file
     * @param scope holds it, and says the device
     * @return the network
     * @throws ModelException if it cannot be loaded
     */
    protected abstract ModelRunner load(Path file, NDManager scope);

    /** {@return the files that hold the network: the file itself, and others that it names} */
    protected List<Path> files(Path file) {
        return List.of(file);
    }

    @Override
    public final List<Option<?>> options() {
        return ModelOptions.ALL;
    }

    @Override
    public final FeatureShape featureShape(BackboneRequest request) {
        ModelOptions options = ModelOptions.of(id, request.settings());
        ImageShape image = request.image();
        if (image.channels() != COLORS && image.channels() != GRAY || image.height() != image.width()) {
            throw new RefusedException(
                    "The network “%s” takes square color or gray images, but the images are %s; give images of one size, both ways."
                            .formatted(options.file(), image));
        }
        if (options.size().isPresent() && options.size().getAsInt() != image.height()) {
            throw new RefusedException("The network “%s” has size=%s, but the images are %s; give both the same size."
                    .formatted(options.file(), options.size().getAsInt(), image));
        }
        return new FeatureShape(tried(options, image).output.width(), 1, 1);
    }

    @Override
    public final Block build(BackboneRequest request) {
        featureShape(request);
        ModelOptions options = ModelOptions.of(id, request.settings());
        Tried found = tried(options, request.image());
        return new ModelBlock(
                format,
                options.file(),
                scope -> loaded(options.file(), scope),
                engine.operators()::toFloat32,
                found.output);
    }

    @Override
    public final Optional<Preprocessing> preprocessing(Settings settings) {
        ModelOptions options = ModelOptions.of(id, settings);
        Tried found = tried(options, options.size(), OptionalInt.empty());
        return Optional.of(options.preprocessing(found.size, found.channels, found.hints));
    }

    @Override
    public final Optional<PretrainedWeights> weights(Settings settings) {
        ModelOptions options = ModelOptions.of(id, settings);
        Tried found = tried(options, options.size(), OptionalInt.empty());
        return Optional.of(new PretrainedWeights(files(options.file()), found.output.words()));
    }

    private ModelRunner loaded(Path file, NDManager scope) {
        try {
            return load(file, scope);
        } catch (ModelException e) {
            throw new RefusedException("The network “%s” cannot be loaded: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private Tried tried(ModelOptions options, ImageShape image) {
        return tried(options, OptionalInt.of(image.height()), OptionalInt.of(image.channels()));
    }

    private Tried tried(ModelOptions options, OptionalInt size, OptionalInt channels) {
        try {
            Key key = new Key(
                    options.file().toAbsolutePath(),
                    Files.size(options.file()),
                    Files.getLastModifiedTime(options.file()).toMillis(),
                    size,
                    channels,
                    options.output());
            Tried known = tried.get(key);
            if (known == null) {
                known = trial(options, size, channels);
                tried.clear(); // one network at a time
                tried.put(key, known);
                tried.put(
                        new Key(
                                key.file,
                                key.length,
                                key.changed,
                                OptionalInt.of(known.size),
                                OptionalInt.of(known.channels),
                                key.output),
                        known);
            }
            return known;
        } catch (IOException e) {
            throw new RefusedException(
                    "The network “%s” cannot be read: %s.".formatted(options.file(), e.getMessage()), e);
        }
    }

    private Tried trial(ModelOptions options, OptionalInt wanted, OptionalInt channels) throws IOException {
        Path file = options.file();
        PreprocessingHints hints = inspect(file);
        for (String name : NEXT_TO_IT) {
            Path neighbor = file.resolveSibling(name);
            if (Files.isRegularFile(neighbor)) {
                hints = hints.or(PreprocessingHints.of(Files.readString(neighbor)));
            }
        }
        OptionalInt said = wanted.isPresent() ? wanted : hints.size();
        int[] sizes = said.isPresent() ? new int[] {said.getAsInt()} : USUAL;
        ModelException first = null;
        try (NDManager scope = engine.newManager(Device.cpu())) {
            ModelRunner runner = loaded(file, scope);
            for (int size : sizes) {
                for (int each : channels.isPresent() ? new int[] {channels.getAsInt()} : new int[] {COLORS, GRAY}) {
                    try {
                        ImageShape image = new ImageShape(each, size, size);
                        return new Tried(size, each, output(options, runner, scope, image), hints);
                    } catch (ModelException e) {
                        first = first == null ? e : first;
                    }
                }
            }
        }
        throw new RefusedException(
                "The network “%s” takes no %s images of %s: %s; give size=… as it was %s."
                        .formatted(
                                file,
                                channels.isEmpty() ? "color or gray" : channels.getAsInt() == GRAY ? "gray" : "color",
                                said.isPresent()
                                        ? "%s×%1$s pixels".formatted(sizes[0])
                                        : "the sizes tried, %s to %s pixels".formatted(USUAL[USUAL.length - 1], 518),
                                first.getMessage(),
                                "trained"),
                first);
    }

    /** Tries two images; where that fails but one works, the number of images is fixed in the file. */
    private ModelOutput output(ModelOptions options, ModelRunner runner, NDManager scope, ImageShape image) {
        String file = options.file().toString();
        return engine.autograd().noGrad(() -> {
            try (NDManager work = scope.newSubManager()) {
                NDArray images = zeros(work, IMAGES, image);
                NDList outputs;
                try {
                    outputs = runner.run(images);
                } catch (ModelException e) {
                    throw single(runner, work, image) ? fixed(file) : e;
                }
                if (outputs.stream()
                        .allMatch(output -> output.getShape().dimension() > 0
                                && output.getShape().get(0) == 1)) {
                    throw fixed(file);
                }
                return ModelOutput.of(file, outputs, IMAGES, options.output());
            }
        });
    }

    private static NDArray zeros(NDManager scope, int images, ImageShape image) {
        return scope.zeros(new Shape(images, image.channels(), image.height(), image.width()));
    }

    private static boolean single(ModelRunner runner, NDManager work, ImageShape image) {
        try {
            runner.run(zeros(work, 1, image));
            return true;
        } catch (ModelException e) {
            return false;
        }
    }

    private static RefusedException fixed(String file) {
        return new RefusedException(
                "The network “%s” takes one image at a time, since the number of images is fixed in the file; export it with a free first axis (dynamic_shapes), as docs/pretrained.md shows."
                        .formatted(file));
    }
}
