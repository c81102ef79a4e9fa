package org.clade.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;

/**
 * Convolutions of one width, one after the other, as recipes write them: {@code 3x64}.
 *
 * @param convolutions how many, 1 to 64
 * @param channels how wide, 1 to 4096
 */
public record ConvolutionBlock(int convolutions, int channels) {

    private static final int MOST_CONVOLUTIONS = 64;
    private static final int MOST_CHANNELS = 4096;
    private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d?)x([1-9]\\d{0,3})");

    /**
     * Reads blocks.
     *
     * @param part the id of the part whose option {@code blocks} it is
     * @param text for instance {@code 3x64+3x128}
     * @return the blocks, in order
     * @throws RefusedException where they are not written so
     */
    public static List<ConvolutionBlock> parseAll(String part, String text) {
        List<ConvolutionBlock> blocks = new ArrayList<>();
        for (String one : text.split("\\+", -1)) {
            Matcher written = WRITTEN.matcher(one.strip());
            if (!written.matches()
                    || Integer.parseInt(written.group(1)) > MOST_CONVOLUTIONS
                    || Integer.parseInt(written.group(2)) > MOST_CHANNELS) {
                throw new RefusedException(("blocks=%s does not fit %s: “%s” is not written as convolutions x channels"
                                + " (at most %sx%s), as in 3x64+3x128+3x256.")
                        .formatted(text, part, one, MOST_CONVOLUTIONS, MOST_CHANNELS));
            }
            blocks.add(new ConvolutionBlock(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2))));
        }
        return List.copyOf(blocks);
    }
}
