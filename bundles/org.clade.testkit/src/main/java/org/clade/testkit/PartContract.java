package org.clade.testkit;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Part;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.PartChecks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The base of the contracts of all kinds of part. Implement one of the contracts that extend it; every promise becomes
 * a test for every example of settings.
 *
 * @param <P> the kind of part
 */
@ConsumerType
public interface PartContract<P extends Part> {

    /** {@return the part under test} */
    P part();

    /** {@return examples of options as in the brackets of a recipe; by default only the defaults} */
    default List<String> settings() {
        return List.of("");
    }

    /**
     * The tensor engine, by default from {@link ServiceLoader}: put {@code org.clade.engine} and a bundle of natives on
     * the test's class path. Inside OSGi, return the service.
     *
     * @return the engine
     */
    default TensorEngine engine() {
        return ServiceLoader.load(TensorEngine.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no tensor engine; put org.clade.engine and"
                        + " org.clade.djl.native.<platform> on the test's class path, or override engine()."));
    }

    /** {@return the checks of the part's kind under these settings} */
    List<Check> checks(Settings settings);

    /** {@return a test for each promise} */
    @TestFactory
    default Stream<DynamicTest> keepsItsContract() {
        Stream<DynamicTest> options = PartChecks.ofOptions(part()).stream()
                .map(check -> DynamicTest.dynamicTest(check.promise(), check.trial()::run));
        Stream<DynamicTest> promises = settings().stream().flatMap(inside -> {
            String name = inside.isEmpty() ? "" : " [" + inside + "]";
            return checks(Settings.of(part(), inside)).stream()
                    .map(check -> DynamicTest.dynamicTest(check.promise() + name, check.trial()::run));
        });
        return Stream.concat(options, promises);
    }
}
