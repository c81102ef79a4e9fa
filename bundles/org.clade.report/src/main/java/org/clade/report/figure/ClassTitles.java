package org.clade.report.figure;

import java.util.List;
import org.clade.api.evaluation.EvaluatedRun;

/** What the classes of a data set are called. */
final class ClassTitles {

    private ClassTitles() {}

    /** {@return the name of an image's class, empty where there are no labels} */
    static String of(EvaluatedRun run, int image) {
        return run.labels().map(labels -> name(run, labels[image])).orElse("");
    }

    /** {@return the name of a class, its number where it has none} */
    static String name(EvaluatedRun run, int label) {
        List<String> names = run.data().classes();
        return label >= 0 && label < names.size() ? names.get(label) : Integer.toString(label);
    }
}
