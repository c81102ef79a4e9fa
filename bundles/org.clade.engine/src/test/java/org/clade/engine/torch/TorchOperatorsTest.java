package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.clade.api.engine.BatchNormParameters;
import org.clade.api.engine.ConvolutionWeights;
import org.clade.api.engine.Precision;
import org.clade.api.engine.ScriptModule;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators;
import org.clade.api.engine.TensorOperators.Padding;
import org.clade.api.engine.TensorOperators.Sampling;
import org.clade.golden.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchOperatorsTest {

    private final TensorEngine engine = TorchEngine.start();
    private final TensorOperators operators = engine.operators();
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = engine.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void samplesBilinearlyWithGradientsForImageAndGrid(boolean alignCorners) {
        Golden golden = Golden.load("stdac_grid_sample__align_corners_" + alignCorners);
        NDArray image = golden.tensor(manager, "inputs.image");
        NDArray theta = golden.tensor(manager, "inputs.theta");
        NDArray upstream = golden.tensor(manager, "inputs.upstream");
        image.setRequiresGradient(true);
        theta.setRequiresGradient(true);
        try (GradientCollector recording = engine.autograd().record()) {
            NDArray grid = affineGrid(theta, image.getShape(), alignCorners);
            NDArray out = operators.gridSample(image, grid, Sampling.BILINEAR, Padding.ZEROS, alignCorners);
            golden.check("expected.out", out);
            NDArray loss = out.mul(upstream).sum();
            golden.check("expected.loss", loss);
            recording.backward(loss);
        }
        golden.check("expected.grad.image", image.getGradient());
        golden.check("expected.grad.theta", theta.getGradient());
    }

    @ParameterizedTest(name = "{0} of {1}x{2}x{3} by {4}, channels last: {5}")
    @CsvSource({
        "FP32, 70, 10, 1, 32, false",
        "FP32, 70, 5, 6, 32, false",
        "FP32, 70, 5, 6, 32, true",
        "FP32, 20, 16, 7, 2147483647, true",
        "BF16, 70, 10, 1, 32, false",
        "BF16, 40, 64, 9, 16, true",
        "BF16, 40, 1, 9, 16, true",
        "BF16, 8, 24, 7, 8, false",
    })
    void normalizesEachGroupOfRowsAsIfItWereAlone(
            Precision precision, int rows, int channels, int side, int together, boolean last) {
        NDArray plain =
                manager.randomNormal(side == 1 ? new Shape(rows, channels) : new Shape(rows, channels, side, side));
        NDArray laid = last ? operators.channelsLast(plain) : plain;
        NDArray x = precision == Precision.BF16 ? operators.toBfloat16(laid) : laid;
        NDArray gamma = manager.randomNormal(new Shape(channels));
        NDArray beta = manager.randomNormal(new Shape(channels));
        gamma.setRequiresGradient(true);
        NDArray normalized = engine.autograd().noGrad(() -> operators.batchNormByGroup(x, gamma, beta, together, 1e-5));
        assertEquals(x.getShape(), normalized.getShape());
        assertEquals(x.getDataType(), normalized.getDataType());
        for (int from = 0; from < rows; from += Math.min(rows, together)) {
            NDIndex group = new NDIndex().addSliceDim(from, Math.min((long) rows, (long) from + together));
            NDArray alone = engine.autograd().noGrad(() -> BatchNorm.batchNorm(
                            x.get(group),
                            manager.zeros(gamma.getShape()),
                            manager.ones(gamma.getShape()),
                            gamma,
                            beta,
                            1,
                            0.9f,
                            1e-5f,
                            true)
                    .singletonOrThrow());
            assertArrayEquals(
                    operators.toFloat32(alone).toFloatArray(),
                    operators.toFloat32(normalized.get(group)).toFloatArray());
        }
    }

    /** The positions of the output's pixels, -1 to 1, transformed by the 2×3 matrices. */
    private NDArray affineGrid(NDArray theta, Shape images, boolean alignCorners) {
        int height = (int) images.get(2);
        int width = (int) images.get(3);
        float[] places = new float[height * width * 3];
        for (int row = 0, at = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                places[at++] = place(column, width, alignCorners);
                places[at++] = place(row, height, alignCorners);
                places[at++] = 1;
            }
        }
        NDArray base = manager.create(places, new Shape(1, height * width, 3)).repeat(0, images.get(0));
        return base.matMul(theta.transpose(0, 2, 1)).reshape(images.get(0), height, width, 2);
    }

    private static float place(int index, int size, boolean alignCorners) {
        return alignCorners ? 2f * index / (size - 1) - 1 : (2f * index + 1) / size - 1;
    }

    /** One row 1, 2, 3, 4, sampled at -1.5, -0.9, -0.1, 0.3 and 1.1; pixel of x is ((x + 1) 4 - 1) / 2. */
    @ParameterizedTest
    @CsvSource({
        "NEAREST,  ZEROS,  false, 0 1 2 3 0",
        "NEAREST,  BORDER, false, 1 1 2 3 4",
        "NEAREST,  BORDER, true,  1 1 2 3 4",
        "BILINEAR, ZEROS,  false, 0 0.7 2.3 3.1 1.2",
        "BILINEAR, BORDER, false, 1 1 2.3 3.1 4",
        "BILINEAR, BORDER, true,  1 1.15 2.35 2.95 4",
    })
    void samplesAndPads(Sampling sampling, Padding padding, boolean alignCorners, String expected) {
        NDArray image = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 1, 4));
        NDArray grid =
                manager.create(new float[] {-1.5f, 0, -0.9f, 0, -0.1f, 0, 0.3f, 0, 1.1f, 0}, new Shape(1, 1, 5, 2));
        float[] values = new float[5];
        for (int i = 0; i < 5; i++) {
            values[i] = Float.parseFloat(expected.split(" ")[i]);
        }
        NDArray out = operators.gridSample(image, grid, sampling, padding, alignCorners);
        assertEquals(new Shape(1, 1, 1, 5), out.getShape());
        assertArrayEquals(values, out.toFloatArray(), 1e-5f);
    }

    @Test
    void castsToBfloat16AndBack() {
        NDArray array = manager.create(new float[] {1, 1.00390625f, 3.14159265f, -1e-3f});
        NDArray back = operators.toFloat32(operators.toBfloat16(array));
        // eight bits of fraction, ties to even
        assertArrayEquals(new float[] {1, 1, 3.140625f, -9.994507e-4f}, back.toFloatArray());
    }

    @Test
    void castsLetGradientsThrough() {
        NDArray array = manager.create(new float[] {1, 2, 3});
        array.setRequiresGradient(true);
        for (int call = 0; call < 4; call++) { // TorchScript rewrites a method after its first calls
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray half = operators.toBfloat16(array);
                recording.backward(operators.toFloat32(half.mul(half)).sum());
            }
        }
        assertArrayEquals(new float[] {8, 16, 24}, array.getGradient().toFloatArray());
    }

    /** A method that libtorch has specialized for calls without gradients still records them later. */
    @Test
    void recordsAfterManyCallsWithoutGradients() {
        NDArray image = manager.ones(new Shape(1, 1, 2, 2));
        NDArray grid = manager.zeros(new Shape(1, 3, 3, 2));
        for (int call = 0; call < 5; call++) {
            engine.autograd().noGrad(() -> operators.gridSample(image, grid, Sampling.BILINEAR, Padding.BORDER, true));
        }
        image.setRequiresGradient(true);
        try (GradientCollector recording = engine.autograd().record()) {
            recording.backward(operators
                    .gridSample(image, grid, Sampling.BILINEAR, Padding.BORDER, true)
                    .sum());
        }
        assertArrayEquals(
                new float[] {2.25f, 2.25f, 2.25f, 2.25f}, image.getGradient().toFloatArray(), 1e-6f);
    }

    @ParameterizedTest(name = "bias {0}")
    @ValueSource(booleans = {true, false})
    void foldsNormalizingIntoFiltersAndBias(boolean biased) {
        NDArray filters = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2, 1, 1));
        NDArray gamma = manager.create(new float[] {2, 3});
        NDArray beta = manager.create(new float[] {.5f, -.5f});
        NDArray mean = manager.create(new float[] {1, -1});
        NDArray variance = manager.create(new float[] {3.75f, 8.75f}); // with epsilon 2² and 3²
        Optional<NDArray> bias = biased ? Optional.of(manager.create(new float[] {10, 20})) : Optional.empty();
        int before = manager.getManagedArrays().size();
        BatchNormParameters norm = new BatchNormParameters(gamma, beta, mean, variance, 0.25);
        try (ConvolutionWeights folded = operators.foldBatchNorm(filters, bias, norm)) {
            assertEquals(filters.getShape(), folded.filters().getShape());
            assertArrayEquals(new float[] {1, 2, 3, 4}, folded.filters().toFloatArray(), 1e-6f);
            assertArrayEquals(
                    biased ? new float[] {9.5f, 20.5f} : new float[] {-.5f, .5f},
                    folded.bias().toFloatArray(),
                    1e-5f);
        }
        assertEquals(before, manager.getManagedArrays().size());
    }

    @Test
    void takesTheGreatestOfFourPixels() {
        NDArray map = manager.create(
                new float[] {1, 9, 2, 0, 7, 3, 4, 5, 6, 8, 0, 99, 1, 1, 1},
                new Shape(1, 1, 3, 5)); // row and column left over
        assertArrayEquals(new float[] {9, 6}, operators.maxPool2x2(map).toFloatArray());
        assertEquals(new Shape(1, 1, 1, 2), operators.maxPool2x2(map).getShape());
    }

    @Test
    void changesTheMemoryLayoutAndNothingElse() {
        NDArray array = manager.arange(2f * 3 * 4 * 5).reshape(2, 3, 4, 5);
        NDArray last = operators.channelsLast(array);
        assertEquals(array, last);
        assertTrue(isRowMajor(array));
        assertFalse(isRowMajor(last));
        NDArray again = operators.contiguous(last);
        assertEquals(array, again);
        assertTrue(isRowMajor(again));
    }

    /** A direct buffer is the array's own memory if that is row-major, and a copy otherwise. */
    private static boolean isRowMajor(NDArray array) {
        float before = array.getFloat(1, 2, 3, 4);
        array.toByteBuffer(true).asFloatBuffer().put(1 * 60 + 2 * 20 + 3 * 5 + 4, before + 1);
        boolean seen = array.getFloat(1, 2, 3, 4) != before;
        if (seen) {
            array.toByteBuffer(true).asFloatBuffer().put(1 * 60 + 2 * 20 + 3 * 5 + 4, before);
        }
        return seen;
    }

    @Test
    void memoryLayoutsLetGradientsThrough() {
        NDArray array = manager.ones(new Shape(1, 2, 2, 2));
        array.setRequiresGradient(true);
        try (GradientCollector recording = engine.autograd().record()) {
            recording.backward(
                    operators.contiguous(operators.channelsLast(array).mul(3)).sum());
        }
        assertEquals(24, array.getGradient().sum().getFloat());
    }

    private static final String ADD =
            """
              def add(self,
                p: List[Tensor],
                g: List[Tensor],
                factor: float,
                more: float) -> Tensor:
                torch._foreach_add_(p, torch._foreach_mul(g, torch.mul(factor, more)))
                return p[0]
            """;

    @Test
    void aCompiledMethodChangesManyArraysInOneCall() {
        ScriptModule script = operators.compile(ADD, manager);
        NDList changed = new NDList(manager.ones(new Shape(2)), manager.zeros(new Shape(1, 3)));
        NDList added = new NDList(manager.full(new Shape(2), 4f), manager.ones(new Shape(1, 3)));
        for (int call = 0; call < 3; call++) {
            script.update("add", List.of(changed, added), 0.5, 0.25);
        }
        assertArrayEquals(new float[] {2.5f, 2.5f}, changed.get(0).toFloatArray());
        assertArrayEquals(new float[] {.375f, .375f, .375f}, changed.get(1).toFloatArray());
        assertArrayEquals(new float[] {4, 4}, added.get(0).toFloatArray());
    }

    /** The example of {@link TensorOperators#compile}. */
    @Test
    void theExampleDescends() {
        String example =
                """
                  def step(self,
                    p: List[Tensor],
                    g: List[Tensor],
                    rate: float) -> Tensor:
                    torch._foreach_sub_(p, torch._foreach_mul(g, rate))
                    return p[0]
                """;
        NDList weights = new NDList(manager.ones(new Shape(2)));
        NDList gradients = new NDList(manager.ones(new Shape(2)));
        operators.compile(example, manager).update("step", List.of(weights, gradients), 0.25);
        assertArrayEquals(new float[] {.75f, .75f}, weights.head().toFloatArray());
    }

    @Test
    void aScriptOfAnOperatorThatLibtorchLacksIsRefused() {
        String unknown = ADD.replace("_foreach_add_", "_foreach_sum_up_");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> operators.compile(unknown, manager));
        assertTrue(refused.getMessage().contains("_foreach_sum_up_"), refused.getMessage());
    }

    @Test
    void zeroClearsWhateverThereIs() {
        NDList arrays = new NDList(
                manager.create(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1}), manager.ones(new Shape(2, 2)));
        operators.zero(arrays);
        assertArrayEquals(new float[3], arrays.get(0).toFloatArray());
        assertArrayEquals(new float[4], arrays.get(1).toFloatArray());
    }

    @Test
    void copiesIntoArraysThatRecordGradients() {
        NDList from = new NDList(manager.create(new float[] {Float.NaN, 2}), manager.ones(new Shape(2, 2)));
        NDList to = new NDList(manager.zeros(new Shape(2)), manager.zeros(new Shape(2, 2)));
        to.get(0).setRequiresGradient(true);
        operators.copy(from, to);
        assertArrayEquals(new float[] {Float.NaN, 2}, to.get(0).toFloatArray());
        assertArrayEquals(new float[] {1, 1, 1, 1}, to.get(1).toFloatArray());
        assertTrue(to.get(0).hasGradient());
    }

    @Test
    void magnitudesAreSeenHoweverSmall() {
        NDList arrays = new NDList(
                manager.create(new float[] {-3, 4}), manager.zeros(new Shape(2, 2)), manager.create(new float[] {1e-40f
                }));
        float[] magnitudes = operators.l1Norms(arrays).toFloatArray();
        assertEquals(7, magnitudes[0]);
        assertEquals(0, magnitudes[1]);
        assertTrue(magnitudes[2] > 0);
    }

    @Test
    void nothingToChangeIsNothingDone() {
        NDList none = new NDList();
        operators.compile(ADD, manager).update("add", List.of(none, none), 1, 1);
        operators.zero(none);
        operators.copy(none, none);
    }

    @Test
    void namesOfInputsMeanNothingAndAreKept() {
        NDArray array = manager.create(new float[] {1, 2});
        array.setName("block.weight");
        assertArrayEquals(new float[] {1, 2}, operators.toFloat32(array).toFloatArray());
        assertEquals("block.weight", array.getName());
    }

    @Test
    void resultsLiveInTheScopeOfTheFirstInput() {
        try (NDManager inner = manager.newSubManager()) {
            NDArray array = inner.ones(new Shape(4));
            assertEquals(inner, operators.toBfloat16(array).getManager());
        }
    }

    @Test
    void mapsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("bilder-ä 1.u8"), new byte[] {1, 2, 3, (byte) 250, 5, 6, 7});
        int before = manager.getManagedArrays().size();
        NDArray mapped = operators.map(file, new Shape(2, 3), manager);

        assertEquals(before + 1, manager.getManagedArrays().size());
        assertEquals(DataType.UINT8, mapped.getDataType());
        assertArrayEquals(
                new int[] {250, 5, 6, 1, 2, 3},
                mapped.get(manager, new NDIndex("{}", manager.create(new long[] {1, 0})))
                        .toType(DataType.INT32, false)
                        .toIntArray());
        mapped.close();
    }

    @Test
    void mapsAFileOfNumbers(@TempDir Path folder) throws IOException {
        ByteBuffer values = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
        values.putFloat(0.5f).putFloat(-2f).putFloat(1e-3f).putFloat(7f);
        Path file = Files.write(folder.resolve("vectors.f32"), values.array());
        try (NDArray mapped = operators.map(file, new Shape(2, 2), DataType.FLOAT32, manager)) {
            assertArrayEquals(new float[] {0.5f, -2f, 1e-3f, 7f}, mapped.toFloatArray());
        }
        assertThrows(
                IllegalArgumentException.class, () -> operators.map(file, new Shape(1), DataType.FLOAT64, manager));
    }
}
