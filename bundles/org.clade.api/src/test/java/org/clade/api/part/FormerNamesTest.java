package org.clade.api.part;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormerNamesTest {
    private static final List<String> KNOWN = List.of("alpha", "beta");

    @ParameterizedTest
    @CsvSource({
        "clean, eval_transform",
        "passes, epochs_per_batch",
        "rate, lr_schedule",
        "reading, source",
        "repeats, updates_per_minibatch",
        "rest, drop_last",
        "rounds, max_batches",
        "statistics, batch_norm",
        "subbatch, inference_batch",
        "views, redraw",
        "train.rest, train.drop_last",
        "rate.gamma, lr_schedule.gamma"
    })
    void aFormerKeyIsAnsweredWithTheNewOne(String former, String now) {
        assertEquals(
                "The key “%s” is now called “%s”.".formatted(former, now),
                FormerNames.unknownKey("key", former, KNOWN).getMessage());
    }

    @ParameterizedTest
    // wording: a former name
    @CsvSource({"jitter, color-jitter", "normalise, normalize", "centre-crop, center-crop", "hflip, horizontal-flip"})
    void aFormerPartIsAnsweredWithTheNewOneAndDrawsAsBefore(String former, String now) {
        assertEquals(
                "The part “%s” is now called “%s”.".formatted(former, now),
                FormerNames.unknownPart("operation", former, KNOWN).getMessage());
        assertEquals(former, FormerNames.first(now));
    }

    @ParameterizedTest
    @CsvSource({"train.jitter, train.color-jitter", "clean.grayscale, eval_transform.grayscale"})
    void aFormerPartOrKeyIsFoundInAPlaceToo(String former, String now) {
        assertEquals(
                "The part “%s” is now called “%s”.".formatted(former, now),
                FormerNames.unknownPart("operation", former, KNOWN).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "adam, decay, weight_decay",
        // wording: a former name
        "affine, centre, center",
        "allconv, poolnorm, pool_norm",
        "resnet, stempool, stem_pool",
        "sgd, decay, weight_decay",
        "sgd, decay-on, weight_decay_on",
        // wording: a former name
        "spectral, neighbours, neighbors",
        "steps, at, milestones",
        "steps, factor, gamma",
        "thresholds, lower-end, lower_end",
        "thresholds, lower-start, lower_start",
        "vgg, poolnorm, pool_norm"
    })
    void aFormerOptionIsAnsweredWithTheNewOne(String part, String former, String now) {
        assertEquals(
                "The option “%s” of %s is now called “%s”.".formatted(former, part, now),
                FormerNames.unknownOption(part, former, KNOWN).getMessage());
    }

    @Test
    void anyOtherNameIsAnsweredWithWhatIsKnown() {
        String known = "known are alpha, beta. Did you mean alpha?";
        assertEquals(
                "There is no key “alpa”; " + known,
                FormerNames.unknownKey("key", "alpa", KNOWN).getMessage());
        assertEquals(
                "There is no task “alpa”; " + known,
                FormerNames.unknownPart("task", "alpa", KNOWN).getMessage());
        assertEquals(
                "There is no option of mlp “alpa”; " + known,
                FormerNames.unknownOption("mlp", "alpa", KNOWN).getMessage());
        assertEquals("affine", FormerNames.first("affine"));
    }
}
