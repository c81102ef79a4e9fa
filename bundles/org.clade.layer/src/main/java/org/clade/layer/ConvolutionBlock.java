package org.clade.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.Option;

/**
 * Convolutions of one width in sequence, as in recipes: {@code 3x64}.
 *
 * @param convolutions their number, 1 to 64
 * @param channels their width, 1 to 4096
 */
public record ConvolutionBlock(int convolutions, int channels) {

    private static final int MOST_CONVOLUTIONS = 64;
    private static final int MOST_CHANNELS = 4096;
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d?)x([1-9]\\d{0,3})");

    /**
     * The option {@code blocks} of a backbone.
     *
     * @param defaultValue for example {@code 3x64+3x128}
     * @param sentence the description of the blocks
     * @return the option
     */
    public static Option<List<ConvolutionBlock>> option(String defaultValue, String sentence) {
        return Option.form(
                "blocks",
                ConvolutionBlock::parseAll,
                defaultValue,
                "blocks joined by +, each written as convolutions x channels (at most %sx%s), as in 3x64+3x128+3x256"
                        .formatted(MOST_CONVOLUTIONS, MOST_CHANNELS),
                sentence);
    }

    private static Optional<List<ConvolutionBlock>> parseAll(String text) {
        List<ConvolutionBlock> blocks = new ArrayList<>();
        for (String one : text.split("\\+", -1)) {
            Matcher written = WRITTEN.matcher(one.strip());
            if (!written.matches()
                    || Integer.parseInt(written.group(1)) > MOST_CONVOLUTIONS
                    || Integer.parseInt(written.group(2)) > MOST_CHANNELS) {
                return Optional.empty();
            }
            blocks.add(new ConvolutionBlock(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2))));
        }
        return Optional.of(List.copyOf(blocks));
    }
}
