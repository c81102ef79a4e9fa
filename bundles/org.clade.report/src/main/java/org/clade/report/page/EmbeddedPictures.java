package org.clade.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Pictures as parts of the page, as long as the page does not become too large. */
final class EmbeddedPictures {

    /** Bytes of pictures before they are encoded. With the encoding, the charts' script and the data the page stays below 15 MB. */
    static final long MOST = 9_000_000;

    private final Path folder;
    private long left = MOST;

    EmbeddedPictures(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes in a picture.
     *
     * @param name its file
     * @return its address, nothing where there is no such file or no more room
     */
    Optional<String> address(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > left) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            left -= content.length;
            String type = name.endsWith(".png") ? "png" : "jpeg";
            return Optional.of(
                    "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(content));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
