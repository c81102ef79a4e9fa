package org.clade.backbone.vit;

import java.util.OptionalInt;
import org.clade.api.part.RefusedException;
import org.clade.tensor.weights.WeightFile;

/**
 * The sizes of the network that a file of weights describes.
 *
 * @param width numbers of a token
 * @param depth blocks
 * @param hidden numbers between the two linear layers of a block
 * @param patch rows and columns of a patch, in pixels
 * @param side rows and columns of the grid of positions
 * @param classPosition whether the first of the positions is that of the class token
 * @param registers how many register tokens
 * @param layerScale whether blocks have LayerScale
 * @param projection the size of the projected class token, if the file has a projection
 */
record VitDimensions(
        int width,
        int depth,
        int hidden,
        int patch,
        int side,
        boolean classPosition,
        int registers,
        boolean layerScale,
        OptionalInt projection) {

    private static final String PART = "vit";
    private static final String WEIGHT = ".weight";

    static VitDimensions of(WeightFile file, VitNames names) {
        int width = file.size(PART, names.patch() + WEIGHT, 0);
        int positions = file.size(PART, names.positions(), names.isClip() ? 0 : 1);
        int depth = 0;
        while (file.has(names.inBlock(depth, names.inBlock().firstNorm() + WEIGHT))) {
            depth++;
        }
        boolean square = isSquare(positions);
        if (!square && !isSquare(positions - 1)) {
            throw new RefusedException(
                    "“%s” has %s positions, neither a square grid nor one with a class token; vit reads networks that were trained on square images."
                            .formatted(file.path(), positions));
        }
        return new VitDimensions(
                width,
                depth,
                file.size(PART, names.inBlock(0, names.inBlock().fc1() + WEIGHT), 0),
                file.size(PART, names.patch() + WEIGHT, 2),
                (int) Math.round(Math.sqrt(square ? positions : positions - 1)),
                !square,
                file.has(names.registers()) ? file.size(PART, names.registers(), 1) : 0,
                names.inBlock().scales().stream().anyMatch(scale -> file.has(names.inBlock(0, scale))),
                names.projection().filter(name -> file.has(name + WEIGHT)).isPresent()
                        ? OptionalInt.of(file.size(PART, names.projection().get() + WEIGHT, 0))
                        : OptionalInt.empty());
    }

    private static boolean isSquare(int count) {
        int root = (int) Math.round(Math.sqrt(count));
        return root > 0 && root * root == count;
    }
}
