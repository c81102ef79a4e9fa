package org.clade.run.benchmark.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.engine.Ceiling;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.BenchmarkSuite.Figure;
import org.clade.api.run.BenchmarkSuite.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedSuiteTest {

    private static final TensorEngine ANY_MACHINE = (TensorEngine) Proxy.newProxyInstance(
            TensorEngine.class.getClassLoader(),
            new Class<?>[] {TensorEngine.class},
            (proxy, method, arguments) -> null);

    private final List<Duration> shares = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final List<String> begun = new ArrayList<>();

    private final SuiteCase works = new SuiteCase() {
        @Override
        public String piece() {
            return "works";
        }

        @Override
        public List<Figure> measure(Path folder, Duration time) throws Exception {
            Files.writeString(folder.resolve("file"), "x");
            folders.add(folder);
            shares.add(time);
            return List.of(new Figure(piece(), "name", 2, "s", 1));
        }
    };

    private final SuiteCase fails = new SuiteCase() {
        @Override
        public String piece() {
            return "fails";
        }

        @Override
        public List<Figure> measure(Path folder, Duration time) {
            throw new RefusedException("It is not there.");
        }
    };

    @Test
    void aPieceThatFailsIsNamedAndTheOthersAreMeasured() throws Exception {
        Result result = new SpeedSuite(List.of(fails, works), ANY_MACHINE, device -> new Ceiling(90, 0, 8))
                .measure(Duration.ofHours(2), (piece, number, of) -> begun.add(piece + number + "/" + of));
        assertEquals(List.of("fails1/2", "works2/2"), begun);
        assertEquals(List.of(new Figure("works", "name", 2, "s", 1)), result.figures());
        assertEquals(Map.of("fails", "It is not there."), result.failures());
        assertEquals(90, result.ceiling().fp32());
        assertTrue(shares.get(0).compareTo(Duration.ofMinutes(100)) > 0, "time that is left goes to the next");
        assertFalse(Files.exists(folders.get(0)));
    }

    @Test
    void withoutTimeEachPieceIsMeasuredOnce() throws Exception {
        new SpeedSuite(List.of(works), ANY_MACHINE, device -> new Ceiling(90, 0, 8))
                .measure(Duration.ZERO, (piece, number, of) -> {});
        assertEquals(List.of(Duration.ZERO), shares);
    }

    @Test
    void withoutAProductThereIsNoStart(@TempDir Path folder) {
        RefusedException thrown = assertThrows(
                RefusedException.class, () -> new StartCase(Optional::empty).measure(folder, Duration.ZERO));
        assertTrue(thrown.getMessage().contains("no product folder"));
    }
}
