/** Native decoders: libjpeg-turbo and libwebp from Leptonica's library, called through JNA. */
package org.clade.data.natives;
