package org.clade.data.natives;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of Leptonica's library, by their names there; it is loaded only on 64-bit platforms. Results come in
 * arrays, which cost less than JNA's references.
 */
final class LeptonicaFunctions {

    private LeptonicaFunctions() {}

    /** Binds the functions. */
    static void bind(NativeLibrary library) {
        Native.register(LeptonicaFunctions.class, library);
    }

    static native int setMsgSeverity(int severity);

    static native Pointer pixReadMemJpeg(
            Pointer data, long size, int colormap, int reduction, int[] warnings, int hint);

    static native Pointer pixReadMemJpeg(byte[] data, long size, int colormap, int reduction, int[] warnings, int hint);

    static native int pixGetDimensions(Pointer pix, int[] width, int[] height, int[] depth);

    static native int pixGetWpl(Pointer pix);

    static native Pointer pixGetData(Pointer pix);

    static native void pixDestroy(long[] pix);

    static native int WebPGetInfo(Pointer data, long size, int[] width, int[] height);

    static native Pointer WebPDecodeRGBInto(Pointer data, long size, Pointer rows, long bytes, int stride);
}
