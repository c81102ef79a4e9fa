package org.clade.run.trained;

import java.util.Map;
import java.util.TreeMap;
import org.clade.api.baseline.Baseline;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.variant.Bound;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The parts for the evaluation of features, with MMDC's settings for Table IV. */
@Component(service = FeatureParts.class)
public final class FeatureParts {

    private static final PartSpec KMEANS = PartSpec.parse("kmeans");
    private static final PartSpec SGD = PartSpec.parse("sgd(lr=0.1, momentum=0.9, weight_decay=1e-5)");
    private static final PartSpec COSINE = PartSpec.parse("cosine");

    private final Bound<Baseline> kmeans;
    private final Bound<Optimizer> optimizer;
    private final Bound<LearningRateSchedule> schedule;

    /** Made by Declarative Services. */
    @Activate
    public FeatureParts(
            @Reference(target = "(clade.id=kmeans)") Baseline kmeans,
            @Reference(target = "(clade.id=sgd)") Optimizer optimizer,
            @Reference(target = "(clade.id=cosine)") LearningRateSchedule schedule) {
        this.kmeans = bound(KMEANS, kmeans);
        this.optimizer = bound(SGD, optimizer);
        this.schedule = bound(COSINE, schedule);
    }

    /** Binds a part with all options written out, so that the protocol is complete. */
    private static <P extends Part> Bound<P> bound(PartSpec spec, P part) {
        Settings settings = Settings.of(part, spec);
        Map<String, String> values = new TreeMap<>(settings.written());
        return new Bound<>(new PartSpec(spec.id(), values), part, settings);
    }

    /** {@return k-means} */
    Bound<Baseline> kmeans() {
        return kmeans;
    }

    /** {@return the optimizer of the linear classifier} */
    Bound<Optimizer> optimizer() {
        return optimizer;
    }

    /** {@return the schedule of its learning rate} */
    Bound<LearningRateSchedule> schedule() {
        return schedule;
    }
}
