package org.clade.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Takes rows of a decoded image as planes of 8-bit values, as they are stored: colour profiles are ignored, transparency is
 * dropped, of 16 bits the upper 8 are kept.
 *
 * @param image the image
 * @param grey whether one channel is wanted
 */
record PixelRows(BufferedImage image, boolean grey) {

    /**
     * Takes some rows.
     *
     * @param from the first row
     * @param rows how many
     * @return channels×rows×width bytes
     */
    byte[] planes(int from, int rows) {
        ColorModel colors = image.getColorModel();
        if (colors instanceof IndexColorModel palette) {
            return fromPalette(palette, from, rows);
        }
        int type = colors.getColorSpace().getType();
        int depth = image.getRaster().getDataBuffer().getDataType();
        boolean stored = colors instanceof ComponentColorModel
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                && (depth == DataBuffer.TYPE_BYTE || depth == DataBuffer.TYPE_USHORT);
        if (type == ColorSpace.TYPE_CMYK && depth == DataBuffer.TYPE_BYTE) {
            return fromInk(from, rows);
        }
        return stored ? fromSamples(from, rows, depth == DataBuffer.TYPE_USHORT ? 8 : 0) : fromRgb(from, rows);
    }

    /** {@return the greatest value of the first channel, in all bits that are stored} */
    int greatest() {
        Raster raster = image.getRaster();
        int[] samples = new int[image.getWidth()];
        int greatest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, samples.length, 1, 0, samples);
            for (int sample : samples) {
                greatest = Math.max(greatest, sample);
            }
        }
        return greatest;
    }

    private int channels() {
        return grey ? 1 : 3;
    }

    private byte[] fromSamples(int from, int rows, int shift) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int bands = raster.getNumBands() >= 3 ? 3 : 1;
        byte[] planes = new byte[channels() * rows * width];
        int[] samples = new int[rows * width];
        for (int channel = 0, at = 0; channel < channels(); channel++) {
            raster.getSamples(
                    raster.getMinX(), raster.getMinY() + from, width, rows, Math.min(channel, bands - 1), samples);
            for (int i = 0; i < samples.length; i++, at++) {
                planes[at] = (byte) (samples[i] >> shift);
            }
        }
        return planes;
    }

    private byte[] fromPalette(IndexColorModel palette, int from, int rows) {
        byte[][] levels = new byte[3][palette.getMapSize()];
        palette.getReds(levels[0]);
        palette.getGreens(levels[1]);
        palette.getBlues(levels[2]);
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int[] samples =
                raster.getSamples(raster.getMinX(), raster.getMinY() + from, width, rows, 0, new int[rows * width]);
        byte[] planes = new byte[channels() * samples.length];
        for (int channel = 0, at = 0; channel < channels(); channel++) {
            for (int i = 0; i < samples.length; i++, at++) {
                planes[at] = samples[i] < levels[channel].length ? levels[channel][samples[i]] : 0;
            }
        }
        return planes;
    }

    /** Takes cyan, magenta, yellow and black without a profile: each ink takes its share of what black leaves. */
    private byte[] fromInk(int from, int rows) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int[] ink = new int[rows * width];
        int[] black =
                raster.getSamples(raster.getMinX(), raster.getMinY() + from, width, rows, 3, new int[rows * width]);
        byte[] planes = new byte[3 * ink.length];
        for (int channel = 0, at = 0; channel < 3; channel++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + from, width, rows, channel, ink);
            for (int i = 0; i < ink.length; i++, at++) {
                int light = 255 - black[i];
                int product = ink[i] * light + 128;
                planes[at] = (byte) Math.max(0, light - ((product >> 8) + product >> 8));
            }
        }
        return planes;
    }

    private byte[] fromRgb(int from, int rows) {
        int width = image.getWidth();
        int[] rgb = image.getRGB(0, from, width, rows, null, 0, width);
        byte[] planes = new byte[channels() * rgb.length];
        for (int channel = 0, at = 0; channel < channels(); channel++) {
            int shift = 16 - 8 * channel;
            for (int i = 0; i < rgb.length; i++, at++) {
                planes[at] = (byte) (rgb[i] >> shift);
            }
        }
        return planes;
    }
}
