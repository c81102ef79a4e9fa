package org.clade.testkit;

import java.util.ArrayList;
import java.util.List;
import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Settings;
import org.clade.testkit.check.Check;
import org.clade.testkit.check.ImageOperationChecks;
import org.osgi.annotation.versioning.ConsumerType;

/** The contract of image operations, see {@link ImageOperationChecks}. */
@ConsumerType
public interface ImageOperationContract extends PartContract<ImageOperation> {

    /** {@return images to try; the test skips images that it refuses, but it must accept one} */
    default List<ImageShape> images() {
        return ImageOperationChecks.SHAPES;
    }

    /** {@return whether the result is an image again, with values within 0 and 1} */
    default boolean staysWithinRange() {
        return true;
    }

    @Override
    default List<Check> checks(Settings settings) {
        ImageOperationChecks checks = new ImageOperationChecks(part(), settings, engine(), images());
        List<Check> list = new ArrayList<>(checks.list());
        if (staysWithinRange()) {
            list.add(checks.staysWithinRange());
        }
        return list;
    }
}
