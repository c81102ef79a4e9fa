package org.clade.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.clade.api.augment.ImageOperation;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.augment.Affine;
import org.clade.augment.CenterCrop;
import org.clade.augment.ColorJitter;
import org.clade.augment.Crop;
import org.clade.augment.KerasAffine;
import org.clade.augment.QuarterTurns;
import org.clade.augment.Rotate;
import org.clade.augment.Sobel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The expensive image operations, on 128 images. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class AugmentationBenchmark {

    private static final int IMAGES = 128;

    private static final Map<String, ImageOperation> OPERATIONS = Map.of(
            "affine", new Affine(),
            "keras-affine", new KerasAffine(),
            "rotate", new Rotate(),
            "crop", new Crop(),
            "center-crop", new CenterCrop(),
            "color-jitter", new ColorJitter(),
            "quarter-turns", new QuarterTurns(),
            "sobel", new Sobel());

    /** The operation as a recipe names it. */
    @Param({
        "affine",
        "keras-affine",
        "rotate",
        "crop(sizes=24, to=32)",
        "center-crop(size=24, to=32)",
        "color-jitter",
        "quarter-turns",
        "sobel"
    })
    String operation;

    /** Channels × pixels: MNIST, and photographs as in GATCluster. */
    @Param({"1x28", "3x96"})
    String shape;

    private ImageOperation part;
    private Settings settings;
    private NDArray images;

    /** Makes the images. */
    @Setup
    public void make(Engine engine) {
        PartSpec spec = PartSpec.parse(operation);
        part = OPERATIONS.get(spec.id());
        settings = Settings.of(part, spec);
        String[] sizes = shape.split("x");
        images = engine.images(IMAGES, Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]))
                .toType(DataType.FLOAT32, true)
                .divi(255);
    }

    /** {@return a number that depends on the new images, so that the JVM cannot skip them} */
    @Benchmark
    public long apply(Engine engine) {
        try (NDManager scope = engine.scope()) {
            NDArray batch = images.duplicate();
            batch.attach(scope);
            return part.apply(batch, settings, RandomStream.of(1)).size();
        }
    }
}
