package org.clade.data.image;

import java.util.LinkedHashMap;
import java.util.Map;

/** Describes a file that is not an image of a supported format. */
final class ForeignFormat {

    private static final Map<String, String> STARTS = starts();

    private ForeignFormat() {}

    /** {@return the kind of file by its first bytes, such as {@code an AVIF image}} */
    static String words(byte[] head) {
        String start = ImageFormat.text(head);
        if (start.startsWith("ftyp", 4)) {
            return start.startsWith("avi", 8)
                    ? "an AVIF image"
                    : start.startsWith("hei", 8) || start.startsWith("mif", 8) || start.startsWith("hev", 8)
                            ? "a HEIC image"
                            : "a video";
        }
        for (Map.Entry<String, String> known : STARTS.entrySet()) {
            if (start.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        String text = start.stripLeading();
        if (text.regionMatches(true, 0, "<!doctype html", 0, 14) || text.regionMatches(true, 0, "<html", 0, 5)) {
            return "a web page";
        }
        if (text.startsWith("<svg") || text.startsWith("<?xml") && text.contains("<svg")) {
            return "an SVG drawing";
        }
        if (start.chars().allMatch(c -> c == 0)) {
            return "a file of zeros";
        }
        return start.chars().allMatch(c -> c >= ' ' && c != 0x7F || c == '\n' || c == '\r' || c == '\t')
                ? "a text file"
                : "no image of a known format";
    }

    private static Map<String, String> starts() {
        Map<String, String> starts = new LinkedHashMap<>();
        starts.put("version https://git-lfs", "a Git LFS pointer");
        starts.put("%PDF", "a PDF");
        starts.put("8BPS", "a Photoshop file");
        starts.put("\0\0\0\fjP", "a JPEG 2000 image");
        starts.put("\u00FFO\u00FFQ", "a JPEG 2000 image");
        starts.put("\u00FF\n", "a JPEG XL image");
        starts.put("\0\0\0\fJXL", "a JPEG XL image");
        starts.put("\0\0\u0001\0", "an icon");
        starts.put("II+\0", "a BigTIFF image");
        starts.put("MM\0+", "a BigTIFF image");
        starts.put("PK\u0003\u0004", "a zip archive");
        starts.put("\u001F\u008B", "a gzip file");
        starts.put("#?RADIANCE", "a Radiance HDR image");
        starts.put("v/1\u0001", "an OpenEXR image");
        starts.put("DDS ", "a DDS texture");
        starts.put("SIMPLE", "a FITS image");
        starts.put("\u0093NUMPY", "a NumPy array");
        return starts;
    }
}
