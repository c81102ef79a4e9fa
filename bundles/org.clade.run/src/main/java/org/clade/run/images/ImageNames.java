package org.clade.run.images;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.clade.api.data.Dataset;

/** The names of images. */
public final class ImageNames {

    private ImageNames() {}

    /**
     * Tells whether images are the same as before, by their names.
     *
     * @param dataset the images
     * @param items which of them, in order
     * @return a checksum of their names, CRC-32C
     */
    public static String checksum(Dataset dataset, int[] items) {
        CRC32C checksum = new CRC32C();
        for (int item : items) {
            checksum.update((dataset.item(item) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(checksum.getValue());
    }
}
