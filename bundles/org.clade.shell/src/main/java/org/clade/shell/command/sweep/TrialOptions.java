package org.clade.shell.command.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clade.shell.command.DeviceOption;
import org.clade.shell.command.PrecisionOption;
import org.clade.shell.command.SubsetOptions;
import org.clade.shell.command.WholeNumber;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every trial of a sweep has, as the command {@code run} has them. */
final class TrialOptions {

    @Mixin
    private SubsetOptions subset;

    @Mixin
    private PrecisionOption precision = new PrecisionOption("fp32");

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--epochs",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Passes over the images. Default: the variant's value.")
    private int epochs;

    @Option(
            names = "--max-batches",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Large batches to train on. Default: the variant's value.")
    private int maxBatches;

    @Option(
            names = "--seconds",
            paramLabel = "<n>",
            defaultValue = "0",
            description =
                    "The limit of training time of each trial in seconds; results then depend on the machine. Default: no limit.")
    private int seconds;

    /** {@return the options as {@code run} takes them, without those that have their defaults} */
    List<String> words() {
        List<String> words = new ArrayList<>();
        number(words, "--epochs", epochs);
        number(words, "--max-batches", maxBatches);
        number(words, "--seconds", seconds);
        number(words, "--limit", subset.limit());
        other(words, "--split", subset.split().name().toLowerCase(Locale.ROOT), "all");
        other(words, "--precision", precision.precision(), "fp32");
        other(words, "--device", device.device(), "auto");
        return words;
    }

    private static void number(List<String> words, String option, int value) {
        if (WholeNumber.notNegative(option, value) > 0) {
            words.addAll(List.of(option, String.valueOf(value)));
        }
    }

    private static void other(List<String> words, String option, String value, String fallback) {
        if (!value.equals(fallback)) {
            words.addAll(List.of(option, value));
        }
    }
}
