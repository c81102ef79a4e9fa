package org.clade.engine.torch;

import ai.djl.ndarray.types.Shape;

/**
 * Convolutions of small maps as one of few wide maps. oneDNN multiplies the pixels of one row of one map at a time, so maps of few columns
 * leave most of a matrix unit idle. Here the maps of a batch lie side by side, with columns of zeros between them, so that a window never
 * sees two maps. The products are the same; the columns between the maps are computed in vain (ADR 0072).
 */
final class WideConvolution {

    /** The rows of maps that a batch becomes, if it can be divided by them; else it becomes one. */
    private static final int ROWS = 8;

    private static final int MAP = 4;
    private static final int LEAST_CHANNELS = 32;
    private static final int MANY_FILTERS = 512;
    private static final int FEW_FILTERS = 128;
    private static final int GREATEST_STRIDE = 2;

    /**
     * Lays N×C×H×W maps side by side, computes one product, and takes the maps apart again, channels last. {@code s} is the stride,
     * {@code p} the padding, {@code pitch} the columns from one map to the next.
     */
    private static final String METHOD =
            """

              def %s(self: __torch__.%s,
                x: Tensor,
                w: Tensor%s) -> Tensor:
            %s    n = torch.size(x, 0)
                c = torch.size(x, 1)
                h = torch.size(x, 2)
                width = torch.size(x, 3)
                pitch = torch.mul(torch.floordiv(torch.add(torch.add(width, p), torch.sub(s, 1)), s), s)
                if torch.eq(torch.remainder(n, %s), 0):
                  rows = %s
                else:
                  rows = 1
                m = torch.floordiv(n, rows)
                maps = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [rows, m, h, width, c])
                row = torch.constant_pad_nd(torch.permute(maps, [0, 2, 1, 3, 4]), [0, 0, 0, torch.sub(pitch, width)], 0)
                z = torch.permute(torch.reshape(row, [rows, h, torch.mul(m, pitch), c]), [0, 3, 1, 2])
                y = %s
                d = torch.size(y, 1)
                h2 = torch.size(y, 2)
                columns = torch.add(torch.floordiv(torch.sub(width, 1), s), 1)
                parts = torch.reshape(torch.permute(y, [0, 2, 3, 1]), [rows, h2, m, torch.floordiv(pitch, s), d])
                apart = torch.permute(torch.slice(parts, 3, 0, columns), [0, 2, 1, 3, 4])
                return torch.permute(torch.reshape(apart, [n, h2, columns, d]), [0, 3, 1, 2])
            """;

    private WideConvolution() {}

    /**
     * A method of a module.
     *
     * @param name its name
     * @param type the module's class
     * @param parameters after the maps x and the filters w, each with a comma before it
     * @param sizes lines that set the stride s and the padding p
     * @param product the convolution of z and w
     * @return its text
     */
    static String method(String name, String type, String parameters, String sizes, String product) {
        return METHOD.formatted(name, type, parameters, sizes.indent(MAP), ROWS, ROWS, product);
    }

    /**
     * Whether a convolution can be computed this way: a square window of odd size with zeros on every side, half a window of them, of
     * stride 1 or 2.
     *
     * @param maps N×C×H×W
     * @param filters D×C×h×w
     * @param widest the most columns of a result
     * @return whether the results have at most as many columns, and the maps 32 channels or more
     */
    static boolean suits(Shape maps, Shape filters, Shape stride, Shape padding, int widest) {
        long kernel = filters.dimension() == MAP ? filters.get(2) : 0;
        long border = kernel / 2;
        return maps.dimension() == MAP
                && maps.get(1) >= LEAST_CHANNELS
                && filters.get(1) == maps.get(1)
                && kernel % 2 == 1
                && border > 0
                && filters.get(MAP - 1) == kernel
                && padding.equals(new Shape(border, border))
                && stride.get(0) <= GREATEST_STRIDE
                && stride.get(0) == stride.get(1)
                && (maps.get(MAP - 1) - 1) / stride.get(0) + 1 <= widest;
    }

    /**
     * Up to which number of columns of a result it takes less time, as measured.
     *
     * @param recorded whether gradients are recorded
     * @param reduced whether in bfloat16
     * @param tiles whether the processor multiplies tiles of bfloat16 (AMX)
     * @param filters their number
     * @return the most columns; 0: never
     */
    static int widest(boolean recorded, boolean reduced, boolean tiles, long filters) {
        boolean many = filters >= MANY_FILTERS;
        if (!reduced) {
            return recorded || !many ? 3 : 5;
        }
        if (!tiles) {
            return recorded ? 2 : 0;
        }
        return recorded || many ? 8 : filters > FEW_FILTERS ? 5 : 3;
    }
}
