package org.clade.modelfile;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.data.Interpolation;
import org.clade.api.part.NumberParser;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/**
 * The options of a backbone whose structure is in a file.
 *
 * @param file the file
 * @param size rows and columns of the input, if given
 * @param shorter pixels of the shorter side before the crop, if given
 * @param interpolation how images are resized, if given
 * @param mean the mean of each channel, if given
 * @param deviation the standard deviation of each channel, if given
 * @param output which output the features are, from 1, if given
 */
record ModelOptions(
        Path file,
        OptionalInt size,
        OptionalInt shorter,
        Optional<Interpolation> interpolation,
        Optional<List<Double>> mean,
        Optional<List<Double>> deviation,
        OptionalInt output) {

    /** The choice of how images are resized. */
    private enum Resizing {
        AUTO,
        BILINEAR,
        BICUBIC
    }

    private static final String AUTO = "auto";
    private static final int MOST_PIXELS = 4096;
    private static final int MOST_OUTPUTS = 64;
    private static final int COLORS = 3;
    private static final String FORM =
            "auto, three numbers joined by + as in 0.485+0.456+0.406, or one for a network of gray images";

    private static final Option<String> FILE =
            Option.string("file", "", "The file of the network; there is no default.");

    private static final Option<OptionalInt> SIZE = Option.integerOr(
            "size",
            AUTO,
            1,
            MOST_PIXELS,
            "Rows and columns of the input; auto takes them from the file, or from a file next to it, or tries usual sizes.");

    private static final Option<OptionalInt> SHORTER = Option.integerOr(
            "shorter",
            AUTO,
            1,
            MOST_PIXELS,
            "Pixels of the shorter side before the crop; auto takes what a file next to it says, otherwise 256 for a size of 224 and else the size.");

    private static final Option<Optional<List<Double>>> MEAN = Option.form(
            "mean",
            text -> numbers(text, false),
            AUTO,
            FORM,
            "The mean of each channel; auto: those of a file next to it, otherwise ImageNet's (0.449 for gray images).");

    private static final Option<Optional<List<Double>>> STD = Option.form(
            "std",
            text -> numbers(text, true),
            AUTO,
            FORM,
            "The standard deviation of each channel; auto: those of a file next to it, otherwise ImageNet's (0.226 for gray images).");

    private static final Option<Resizing> INTERPOLATION = Option.choice(
            "interpolation",
            Resizing.AUTO,
            "How images are resized, as Pillow does; auto: what a file next to it says, otherwise bicubic.");

    private static final Option<OptionalInt> OUTPUT = Option.integerOr(
            "output",
            AUTO,
            1,
            MOST_OUTPUTS,
            "Which output the features are; auto takes the only one that is a vector or a map.");

    /** The options, for {@code options()}. */
    static final List<Option<?>> ALL = List.of(FILE, SIZE, SHORTER, MEAN, STD, INTERPOLATION, OUTPUT);

    private static Optional<Optional<List<Double>>> numbers(String text, boolean positive) {
        if (text.equals(AUTO)) {
            return Optional.of(Optional.empty());
        }
        List<Double> numbers = Arrays.stream(text.split("\\+", -1))
                .map(entry -> NumberParser.number(entry.strip()))
                .filter(number -> number.isPresent() && (!positive || number.getAsDouble() > 0))
                .map(number -> number.getAsDouble())
                .toList();
        return (numbers.size() == COLORS || numbers.size() == 1) && text.split("\\+", -1).length == numbers.size()
                ? Optional.of(Optional.of(numbers))
                : Optional.empty();
    }

    /**
     * Reads the options.
     *
     * @param part the id of the part
     * @param settings its settings
     * @return the options
     * @throws RefusedException if no file is given, or it is not there
     */
    static ModelOptions of(String part, Settings settings) {
        String file = settings.get(FILE);
        if (file.isEmpty()) {
            throw new RefusedException("%s needs the file of a network; write %1$s(file=…).".formatted(part));
        }
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                throw new RefusedException("There is no file “%s” for %s; name the file of a network."
                        .formatted(path.toAbsolutePath(), part));
            }
            Resizing resizing = settings.get(INTERPOLATION);
            return new ModelOptions(
                    path,
                    settings.get(SIZE),
                    settings.get(SHORTER),
                    resizing == Resizing.AUTO ? Optional.empty() : Optional.of(Interpolation.valueOf(resizing.name())),
                    settings.get(MEAN),
                    settings.get(STD),
                    settings.get(OUTPUT));
        } catch (InvalidPathException e) {
            throw new RefusedException("“%s” is no name of a file; name the file of a network.".formatted(file), e);
        }
    }

    /**
     * The preprocessing.
     *
     * @param found the size that the network takes
     * @param channels the channels that it takes
     * @param hints what files say
     * @return the preprocessing
     * @throws RefusedException if the shorter side is less than the size, or the numbers of channels differ
     */
    Preprocessing preprocessing(int found, int channels, PreprocessingHints hints) {
        int usual = found == 224 ? 256 : found;
        int side = shorter.orElseGet(() -> Math.max(found, hints.shorter().orElse(usual)));
        if (side < found) {
            throw new RefusedException("shorter=%s is less than the %s pixels of the network's input; give %s or more."
                    .formatted(side, found, found));
        }
        return new Preprocessing(
                side,
                found,
                interpolation.or(hints::interpolation).orElse(Interpolation.BICUBIC),
                numbers("mean", mean, channels, hints.mean(), Preprocessing.IMAGENET_MEAN),
                numbers("std", deviation, channels, hints.deviation(), Preprocessing.IMAGENET_DEVIATION));
    }

    /** Numbers that a file says count only if they are as many as the channels. */
    private List<Double> numbers(
            String option,
            Optional<List<Double>> given,
            int channels,
            Optional<List<Double>> said,
            List<Double> usual) {
        if (given.isPresent() && given.get().size() != channels) {
            throw new RefusedException("The network “%s” takes images of %s, but %s has %s; give as many."
                    .formatted(
                            file,
                            channels == 1 ? "one channel" : channels + " channels",
                            option,
                            given.get().size() == 1 ? "one number" : given.get().size() + " numbers"));
        }
        double average = usual.stream().mapToDouble(Double::doubleValue).sum() / usual.size();
        return given.or(() -> said.filter(numbers -> numbers.size() == channels))
                .orElse(channels == 1 ? List.of(Math.rint(average * 1000) / 1000) : usual);
    }
}
