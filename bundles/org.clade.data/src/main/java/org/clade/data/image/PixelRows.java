package org.clade.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Optional;
import org.clade.data.color.ProfileConversion;

/**
 * Converts rows of a decoded image to planes of 8-bit values in sRGB: it drops transparency, keeps the upper 8 of 16
 * bits, and clips values of 32 bits or more to 0..255.
 *
 * @param image the image
 * @param stored its properties
 * @param factor the factor of values of 32 bits or more
 */
record PixelRows(BufferedImage image, StoredImage stored, float factor) {

    private static final int BYTE_BITS = 8;
    private static final int INKS = 4;

    /**
     * Receives some rows.
     *
     * @param from the first row
     * @param rows how many
     * @return channels×rows×width bytes
     */
    byte[] planes(int from, int rows) {
        ColorModel colors = image.getColorModel();
        if (colors.getColorSpace().getType() == ColorSpace.TYPE_CMYK
                && image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE) {
            Optional<ProfileConversion> inks = stored.conversion(INKS);
            return inks.isPresent() ? fromProfile(inks.get(), from, rows) : fromInk(from, rows);
        }
        byte[] planes = asStored(from, rows);
        return stored.conversion(channels())
                .map(conversion -> conversion.convertPlanes(planes))
                .orElse(planes);
    }

    private byte[] asStored(int from, int rows) {
        ColorModel colors = image.getColorModel();
        if (colors instanceof IndexColorModel palette) {
            return fromPalette(palette, from, rows);
        }
        int type = colors.getColorSpace().getType();
        int depth = image.getRaster().getDataBuffer().getDataType();
        boolean plain = colors instanceof ComponentColorModel
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                && (depth == DataBuffer.TYPE_BYTE || depth == DataBuffer.TYPE_USHORT);
        if (numbers(image.getSampleModel().getDataType())) {
            return fromNumbers(from, rows);
        }
        return plain ? fromSamples(from, rows, depth == DataBuffer.TYPE_USHORT ? BYTE_BITS : 0) : fromRgb(from, rows);
    }

    /** {@return whether values of a type of data are numbers of 32 bits or more} */
    static boolean numbers(int dataType) {
        return dataType == DataBuffer.TYPE_FLOAT
                || dataType == DataBuffer.TYPE_DOUBLE
                || dataType == DataBuffer.TYPE_INT
                || dataType == DataBuffer.TYPE_SHORT;
    }

    /** {@return the greatest value of the first channel, in all bits that are stored} */
    float greatest() {
        Raster raster = image.getRaster();
        float[] samples = new float[image.getWidth()];
        float greatest = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, samples.length, 1, 0, samples);
            for (float sample : samples) {
                greatest = Math.max(greatest, sample);
            }
        }
        return greatest;
    }

    private int channels() {
        return stored.channels();
    }

    /** As in Pillow: values below 0 and NaN are black, values above 255 are white. */
    private byte[] fromNumbers(int from, int rows) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands() >= 3 ? 3 : 1;
        float[] samples = new float[rows * image.getWidth()];
        byte[] planes = new byte[channels() * samples.length];
        for (int channel = 0, at = 0; channel < channels(); channel++) {
            int band = Math.min(channel, bands - 1);
            raster.getSamples(raster.getMinX(), raster.getMinY() + from, image.getWidth(), rows, band, samples);
            for (int i = 0; i < samples.length; i++, at++) {
                planes[at] = (byte) Math.max(0, Math.min(255, (int) (samples[i] * factor)));
            }
        }
        return planes;
    }

    /** Converts inks or other values by the profile. */
    private byte[] fromProfile(ProfileConversion inks, int from, int rows) {
        Raster raster = image.getRaster();
        int pixels = rows * image.getWidth();
        int[] samples = new int[pixels];
        byte[] values = new byte[INKS * pixels];
        for (int band = 0; band < INKS; band++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + from, image.getWidth(), rows, band, samples);
            for (int i = 0; i < pixels; i++) {
                values[INKS * i + band] = (byte) samples[i];
            }
        }
        byte[] rgb = inks.convert(values, pixels);
        byte[] planes = new byte[3 * pixels];
        for (int channel = 0, at = 0; channel < 3; channel++) {
            for (int i = 0; i < pixels; i++, at++) {
                planes[at] = rgb[3 * i + channel];
            }
        }
        return planes;
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

    /** Converts cyan, magenta, yellow and black without a profile: each ink reduces the light that black leaves. */
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
