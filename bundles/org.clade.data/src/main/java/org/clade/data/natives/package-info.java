/** Native decoders: libjpeg-turbo and libwebp as Leptonica's library has them, called through JNA. */
package org.clade.data.natives;
