package org.clade.data.color;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Converts 8-bit values of one ICC profile to sRGB, by the color engine of the JDK. */
public final class ProfileConversion {

    private static final int KEPT = 16;
    private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
    private static final int[] PROBES = {0, 40, 90, 128, 170, 220, 255};

    /** The conversions of the profiles used last, because files often share a profile. */
    private static final Map<ByteBuffer, Optional<ProfileConversion>> USED =
            Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<ProfileConversion>> eldest) {
                    return size() > KEPT;
                }
            });

    private final ColorConvertOp operation;
    private final int bands;

    private ProfileConversion(ICC_Profile profile) {
        this.operation = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
        this.bands = profile.getNumComponents();
    }

    /**
     * Finds the conversion from a profile.
     *
     * @param profile the profile's bytes
     * @param bands values of a pixel: 1 gray, 3 red, green and blue, 4 inks
     * @return the conversion; empty if none is needed: the profile is damaged, for other values, or sRGB within one level
     */
    public static Optional<ProfileConversion> from(byte[] profile, int bands) {
        return USED.computeIfAbsent(ByteBuffer.wrap(profile), key -> make(profile))
                .filter(c -> c.bands == bands);
    }

    private static Optional<ProfileConversion> make(byte[] bytes) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            int space = profile.getColorSpaceType();
            boolean known =
                    space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_CMYK;
            if (!known || profile.getNumComponents() != new ICC_ColorSpace(profile).getNumComponents()) {
                return Optional.empty();
            }
            ProfileConversion conversion = new ProfileConversion(profile);
            return conversion.changesNothing() ? Optional.empty() : Optional.of(conversion);
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty();
        }
    }

    /** Compares colors over the whole color cube. */
    private boolean changesNothing() {
        if (bands > 3) {
            return false;
        }
        int levels = PROBES.length;
        int pixels = bands == 1 ? levels : levels * levels * levels;
        byte[] before = new byte[pixels * bands];
        for (int i = 0; i < pixels; i++) {
            for (int band = 0, rest = i; band < bands; band++, rest /= levels) {
                before[i * bands + band] = (byte) PROBES[rest % levels];
            }
        }
        byte[] after = convert(before, pixels);
        for (int i = 0; i < after.length; i++) {
            int from = before[bands == 1 ? i / 3 : i] & 0xFF;
            if (Math.abs((after[i] & 0xFF) - from) > 1) {
                return false;
            }
        }
        return true;
    }

    /**
     * Converts pixels.
     *
     * @param values pixels×bands bytes, pixel by pixel
     * @param pixels how many
     * @return pixels×3 bytes of red, green and blue
     */
    public byte[] convert(byte[] values, int pixels) {
        byte[] converted = new byte[pixels * 3];
        synchronized (this) { // the operation caches its tables and has no lock of its own
            operation.filter(raster(values, pixels, bands), raster(converted, pixels, 3));
        }
        return converted;
    }

    /**
     * Converts planes.
     *
     * @param planes one or three planes, as many as the profile has bands
     * @return the same number of planes; for gray the red values, because gray stays gray
     */
    public byte[] convertPlanes(byte[] planes) {
        int pixels = planes.length / bands;
        byte[] values = new byte[planes.length];
        for (int band = 0, at = 0; band < bands; band++) {
            for (int i = 0; i < pixels; i++, at++) {
                values[i * bands + band] = planes[at];
            }
        }
        byte[] rgb = convert(values, pixels);
        byte[] converted = new byte[planes.length];
        for (int band = 0, at = 0; band < bands; band++) {
            for (int i = 0; i < pixels; i++, at++) {
                converted[at] = rgb[3 * i + band];
            }
        }
        return converted;
    }

    private static WritableRaster raster(byte[] values, int pixels, int bands) {
        int[] offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        return Raster.createWritableRaster(
                new PixelInterleavedSampleModel(DataBuffer.TYPE_BYTE, pixels, 1, bands, pixels * bands, offsets),
                new DataBufferByte(values, values.length),
                null);
    }
}
