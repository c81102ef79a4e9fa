package org.clade.data.natives;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The functions of Leptonica's library that are called, by the names they have there; it is loaded on 64-bit platforms only. */
final class LeptonicaFunctions {

    private LeptonicaFunctions() {}

    /** Binds the functions. */
    static void bind(NativeLibrary library) {
        Native.register(LeptonicaFunctions.class, library);
    }

    static native int setMsgSeverity(int severity);

    static native Pointer pixReadMemJpeg(
            Pointer data, long size, int colormap, int reduction, IntByReference warnings, int hint);

    static native int pixGetDimensions(Pointer pix, IntByReference width, IntByReference height, IntByReference depth);

    static native int pixGetWpl(Pointer pix);

    static native Pointer pixGetData(Pointer pix);

    static native void pixDestroy(PointerByReference pix);

    static native int WebPGetInfo(Pointer data, long size, IntByReference width, IntByReference height);

    static native Pointer WebPDecodeRGBInto(Pointer data, long size, Pointer rows, long bytes, int stride);
}
