package org.clade.api.prediction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.part.RefusedException;

/**
 * One of several contiguous parts of the images of a prediction.
 *
 * @param index which part, from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {

    /** All images. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8})/([1-9][0-9]{0,8})");

    /** Checks the numbers. */
    public Shard {
        if (index < 1 || index > count) {
            throw new RefusedException(
                    "There is no shard %s/%s; shards are numbered from 1/%2$s to %2$s/%2$s.".formatted(index, count));
        }
    }

    /**
     * Reads a shard.
     *
     * @param written for instance {@code 2/4}
     * @return the shard
     * @throws RefusedException where it is written otherwise, or has a number that is not there
     */
    public static Shard of(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new RefusedException(
                    "“%s” is no shard; write 2/4 for the second of four parts.".formatted(written.strip()));
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** {@return whether it is all there is} */
    public boolean whole() {
        return count == 1;
    }

    /**
     * The first of its units.
     *
     * @param units how many are divided among the shards
     * @return the number of the first that is its own, from 0; that of the next shard is behind its last
     */
    public int from(int units) {
        return (int) ((long) units * (index - 1) / count);
    }

    /**
     * Behind the last of its units.
     *
     * @param units how many are divided among the shards
     * @return the number behind its last
     */
    public int to(int units) {
        return (int) ((long) units * index / count);
    }

    /** {@return for instance {@code 2/4}} */
    @Override
    public String toString() {
        return index + "/" + count;
    }
}
