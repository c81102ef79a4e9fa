package org.clade.backbone.vit;

import java.util.List;
import org.clade.api.backbone.Preprocessing;

/** Mean and deviation of the colors that a network was trained on. */
enum ColorStatistics {
    /** {@link #CLIP} for CLIP, otherwise {@link #IMAGENET}. */
    AUTO(List.of(), List.of()),
    /** Those of ImageNet. */
    IMAGENET(Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_DEVIATION),
    /** Those of OpenAI's images. */
    CLIP(List.of(0.48145466, 0.4578275, 0.40821073), List.of(0.26862954, 0.26130258, 0.27577711)),
    /** 0.5 each. */
    HALF(List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

    private final List<Double> mean;
    private final List<Double> deviation;

    ColorStatistics(List<Double> mean, List<Double> deviation) {
        this.mean = mean;
        this.deviation = deviation;
    }

    List<Double> mean() {
        return mean;
    }

    List<Double> deviation() {
        return deviation;
    }
}
