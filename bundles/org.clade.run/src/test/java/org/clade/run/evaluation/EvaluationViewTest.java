package org.clade.run.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Network;
import org.clade.engine.torch.TorchEngine;
import org.clade.run.Stripes;
import org.clade.run.images.ImageStorage;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.StageTimer;
import org.clade.run.support.RandomStreams;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvaluationViewTest {

    private final TensorEngine engine = TorchEngine.start();
    private final List<ForwardMode> modes = new ArrayList<>();

    @TempDir
    private Path folder;

    /** A network of which figures see only its attention. */
    private final Network network = (Network) Proxy.newProxyInstance(
            Network.class.getClassLoader(), new Class<?>[] {Network.class}, (proxy, method, given) -> {
                modes.add((ForwardMode) given[1]);
                return Optional.of(given[0]);
            });

    @ParameterizedTest
    @EnumSource(
            value = ForwardMode.class,
            names = {"EVALUATION", "BATCH_STATISTICS"})
    void figuresSeeTheNetworkInTheModeOfTheEvaluation(ForwardMode mode) {
        Dataset stripes = new Stripes().open("stripes", Split.ALL);
        ImageShape shape = stripes.info().shape();
        try (NDManager manager = engine.newManager(Device.cpu())) {
            RunScope run = new RunScope(
                    network,
                    null,
                    ImageStore.open(stripes, shape, 0, 1, ImageStorage.of(engine, manager, folder), () -> {})
                            .read(0, count -> {}),
                    RandomStreams.of(1),
                    engine,
                    manager,
                    manager,
                    new StageTimer(),
                    new LossMeter(),
                    () -> {});
            Predictions known = new Predictions(
                    Map.of(Signal.FEATURES, manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(3, 2))));
            EvaluationView view = new EvaluationView(
                    "run",
                    folder,
                    null,
                    1,
                    stripes,
                    new Unchanged(),
                    new Inference(run, mode, 4),
                    () -> null,
                    Optional.empty(),
                    Optional.of(known));
            int[] images = {0, 1};
            assertEquals(
                    2, view.transformed(images, manager).orElseThrow().after().size(0));
            assertEquals(2, view.attention(images, manager).orElseThrow().size(0));
            assertArrayEquals(
                    new float[] {5, 6, 1, 2},
                    view.look(new int[] {2, 0}, Set.of(Signal.FEATURES), manager)
                            .get(Signal.FEATURES)
                            .toFloatArray());
            assertEquals(mode == ForwardMode.BATCH_STATISTICS, view.normalizesTogether());
        }
        assertEquals(List.of(mode, mode), modes);
    }

    private static final class Unchanged implements Pipeline {

        @Override
        public ImageShape shape(ImageShape image) {
            return image;
        }

        @Override
        public int copies() {
            return 1;
        }

        @Override
        public NDArray apply(NDArray images, RandomStream random) {
            return images;
        }
    }
}
