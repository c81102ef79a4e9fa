package org.clade.shell.command.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.clade.shell.command.DeviceOption;
import org.clade.shell.command.LengthOptions;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.WholeNumber;
import picocli.CommandLine.Mixin;

/** The options that every trial of a sweep has, as the command {@code run} has them. */
final class TrialOptions {

    @Mixin
    private SubsetOptions subset;

    @Mixin
    private PrecisionOption precision = new PrecisionOption("fp32");

    @Mixin
    private DeviceOption device;

    @Mixin
    private LengthOptions length;

    /** {@return the options as {@code run} takes them, without those that have their defaults} */
    List<String> words() {
        List<String> words = new ArrayList<>();
        number(words, "--epochs", length.epochs());
        number(words, "--max-batches", length.maxBatches());
        number(words, "--seconds", length.seconds());
        words.addAll(wordsWithoutLength());
        return words;
    }

    /** {@return the length of each trial} */
    LengthOptions length() {
        return length;
    }

    /** {@return the options without those for length} */
    List<String> wordsWithoutLength() {
        List<String> words = new ArrayList<>();
        number(words, "--limit", WholeNumber.given("--limit", subset.limit()));
        other(words, "--split", subset.split().name().toLowerCase(Locale.ROOT), "all");
        other(words, "--precision", precision.precision(), "fp32");
        other(words, "--device", device.device(), "auto");
        return words;
    }

    private static void number(List<String> words, String option, OptionalInt value) {
        value.ifPresent(number -> words.addAll(List.of(option, String.valueOf(number))));
    }

    private static void other(List<String> words, String option, String value, String fallback) {
        if (!value.equals(fallback)) {
            words.addAll(List.of(option, value));
        }
    }
}
