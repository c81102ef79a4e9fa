package org.clade.target.relations;

import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.clade.api.random.RandomStream;

/** A random stream as Commons Math wants it. */
final class StreamGenerator extends AbstractRandomGenerator {

    private RandomStream stream;

    StreamGenerator(RandomStream stream) {
        this.stream = stream;
    }

    @Override
    public void setSeed(long seed) {
        clear();
        stream = RandomStream.of(seed);
    }

    @Override
    public double nextDouble() {
        return stream.uniform();
    }
}
