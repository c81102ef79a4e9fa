package org.clade.backbone.vgg;

import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.layer.Chain;
import org.clade.layer.Layers;

/** One step of the network. */
sealed interface VggStep {

    /** {@return the shape of the map after this step} */
    FeatureShape after(FeatureShape before);

    /** {@return how many rows (or columns) the map before must have for {@code after} of them to be left} */
    int before(int after);

    /** Appends what this step computes. */
    void append(Chain chain, FeatureShape before, StageInsert insert);

    /** A convolution with batch normalisation and ReLU. */
    record Convolution(String name, int width, int kernel, int padding, Filters filters) implements VggStep {

        @Override
        public FeatureShape after(FeatureShape before) {
            int less = kernel - 1 - 2 * padding;
            return new FeatureShape(width, before.height() - less, before.width() - less);
        }

        @Override
        public int before(int after) {
            return Math.max(1, after + kernel - 1 - 2 * padding);
        }

        @Override
        public void append(Chain chain, FeatureShape before, StageInsert insert) {
            chain.then(name, filters.of(before.channels(), width, kernel, padding));
        }
    }

    /** Max pooling, 2×2, stride 2, a last odd row or column dropped. */
    record Pooling(String name) implements VggStep {

        @Override
        public FeatureShape after(FeatureShape before) {
            return new FeatureShape(before.channels(), before.height() / 2, before.width() / 2);
        }

        @Override
        public int before(int after) {
            return 2 * after;
        }

        @Override
        public void append(Chain chain, FeatureShape before, StageInsert insert) {
            chain.then(name, Layers.maxPool());
        }
    }

    /** Batch normalisation. */
    record Normalisation(String name) implements VggStep {

        @Override
        public FeatureShape after(FeatureShape before) {
            return before;
        }

        @Override
        public int before(int after) {
            return after;
        }

        @Override
        public void append(Chain chain, FeatureShape before, StageInsert insert) {
            chain.then(name, Layers.normalisation());
        }
    }

    /** A linear layer over the whole map with batch normalisation and ReLU. */
    record Dense(String name, int width) implements VggStep {

        @Override
        public FeatureShape after(FeatureShape before) {
            return new FeatureShape(width, 1, 1);
        }

        @Override
        public int before(int after) {
            return 1;
        }

        @Override
        public void append(Chain chain, FeatureShape before, StageInsert insert) {
            chain.then(name, new DenseBlock(before.size(), width));
        }
    }

    /** Dropout. */
    record Drop(String name, double share) implements VggStep {

        @Override
        public FeatureShape after(FeatureShape before) {
            return before;
        }

        @Override
        public int before(int after) {
            return after;
        }

        @Override
        public void append(Chain chain, FeatureShape before, StageInsert insert) {
            chain.then(name, Layers.dropout(share));
        }
    }

    /** A place where something may be put in that keeps the shape. */
    record Place(int stage) implements VggStep {

        @Override
        public FeatureShape after(FeatureShape before) {
            return before;
        }

        @Override
        public int before(int after) {
            return after;
        }

        @Override
        public void append(Chain chain, FeatureShape before, StageInsert insert) {
            insert.at(stage, before).ifPresent(block -> chain.then("insert" + stage, block));
        }
    }
}
