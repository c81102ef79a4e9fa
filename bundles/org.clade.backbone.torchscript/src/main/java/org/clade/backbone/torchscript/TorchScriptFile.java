package org.clade.backbone.torchscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.clade.api.part.RefusedException;
import org.clade.modelfile.PreprocessingHints;

/**
 * What a TorchScript archive says before libtorch loads it. It is a zip with one folder: {@code version} ({@code .data/version} from
 * version 6 on), {@code code/},
 * {@code data.pkl}, files of the author below {@code extra/}, and the shapes that it was traced with in {@code traced_inputs.pkl}.
 */
final class TorchScriptFile {

    /** The newest version of the format that libtorch 2.7.1 reads. */
    private static final int NEWEST = 10;

    private static final int LONGEST = 1 << 16;
    private static final int AXES = 4;
    private static final int COLORS = 3;
    private static final String TRACE =
            "trace the network in Python with torch.jit.trace and save that, as docs/pretrained.md shows";

    private TorchScriptFile() {}

    /**
     * Reads an archive.
     *
     * @param file the archive
     * @return what it says about the images
     * @throws RefusedException if it is none, is a pickle, or is of a newer version
     */
    static PreprocessingHints read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (entry(zip, "constants.pkl").isEmpty() || !hasCode(zip)) {
                throw new RefusedException(
                        "“%s” holds weights but no network: it is a pickle of torch.save, which only Python reads and which can run code; %s."
                                .formatted(file, TRACE));
            }
            checkVersion(file, zip);
            PreprocessingHints hints = PreprocessingHints.NONE;
            for (String name : new String[] {"preprocessor_config.json", "config.json"}) {
                Optional<ZipEntry> extra = entry(zip, "extra/" + name);
                if (extra.isPresent()) {
                    hints = hints.or(
                            PreprocessingHints.of(new String(content(zip, extra.get()), StandardCharsets.UTF_8)));
                }
            }
            Optional<ZipEntry> inputs = entry(zip, "traced_inputs.pkl");
            return inputs.isPresent() ? hints.orSize(tracedSize(content(zip, inputs.get()))) : hints;
        } catch (ZipException e) {
            throw new RefusedException(
                    "“%s” is not TorchScript: it is no archive of torch.jit.save; %s.".formatted(file, TRACE), e);
        } catch (IOException e) {
            throw new RefusedException("The network “%s” cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static boolean hasCode(ZipFile zip) {
        return zip.stream().anyMatch(entry -> entry.getName().matches("[^/]*/code/.*"));
    }

    private static Optional<ZipEntry> entry(ZipFile zip, String name) {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String path = entry.getName();
            if (path.indexOf('/') >= 0 && path.substring(path.indexOf('/') + 1).equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(LONGEST);
        }
    }

    private static void checkVersion(Path file, ZipFile zip) throws IOException {
        Optional<ZipEntry> entry = entry(zip, "version").or(() -> entry(zip, ".data/version"));
        String version =
                entry.isEmpty() ? "" : new String(content(zip, entry.get()), StandardCharsets.US_ASCII).strip();
        if (!version.matches("[0-9]{1,6}") || Integer.parseInt(version) > NEWEST) {
            throw new RefusedException(
                    "“%s” has version “%s” of TorchScript's format, and Clade's libtorch reads up to %s; save the network with an older PyTorch."
                            .formatted(file, version, NEWEST));
        }
    }

    /**
     * Finds the shape of the images that a network was traced with: in the pickle, which is not run, a mark, four whole numbers and the
     * end of a tuple.
     */
    private static OptionalInt tracedSize(byte[] pickle) {
        for (int start = 0; start < pickle.length; start++) {
            if (pickle[start] == '(') {
                int[] axes = new int[AXES];
                int at = start + 1;
                for (int axis = 0; axis < AXES && at > 0; axis++) {
                    int length = at < pickle.length ? length(pickle[at]) : 0;
                    if (length == 0 || at + length >= pickle.length) {
                        at = -1;
                    } else {
                        for (int i = length; i > 0; i--) {
                            axes[axis] = axes[axis] << 8 | pickle[at + i] & 0xFF;
                        }
                        at += length + 1;
                    }
                }
                if (at > 0
                        && at < pickle.length
                        && pickle[at] == 't'
                        && (axes[1] == COLORS || axes[1] == 1)
                        && axes[2] == axes[3]) {
                    return OptionalInt.of(axes[2]);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** {@return bytes of the number that follows a code of a pickle; 0 if none does} */
    private static int length(byte code) {
        return switch (code) {
            case 'K' -> 1;
            case 'M' -> 2;
            case 'J' -> 4;
            default -> 0;
        };
    }
}
