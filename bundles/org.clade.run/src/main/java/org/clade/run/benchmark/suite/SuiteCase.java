package org.clade.run.benchmark.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.clade.api.run.BenchmarkSuite.Figure;

/** A piece of the suite. */
interface SuiteCase {

    /** {@return its name} */
    String piece();

    /**
     * Measures.
     *
     * @param folder an empty folder for files; deleted afterwards
     * @param time how long it should take; at least one trial counts
     * @return the figures
     * @throws Exception if it cannot measure; the message says why
     */
    List<Figure> measure(Path folder, Duration time) throws Exception;
}
