package org.clade.base.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;

/**
 * The folder of Clade's own files for a user, such as unpacked libraries and the shell's history: {@code .clade} in the home folder.
 *
 * <p>Java takes the home folder from the system's list of users and gives {@code ?} for an unlisted user, as in many
 * containers; then {@code HOME} is used. If no home folder is writable, the folder is {@code clade-<user>} in the
 * folder for temporary files.
 */
public final class UserFolder {

    private static final String NAME = ".clade";
    private static final String CACHE = "cache";

    private UserFolder() {}

    /**
     * The home folders of the user, in order of preference.
     *
     * @param properties system properties
     * @param environment environment variables
     * @return the absolute paths from Java and {@code HOME}; usually one folder, sometimes none
     */
    public static List<Path> homes(Properties properties, Map<String, String> environment) {
        return Stream.of(properties.getProperty("user.home"), environment.get("HOME"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(Path::normalize)
                .distinct()
                .toList();
    }

    /**
     * Finds the folder, and creates it if it is missing.
     *
     * @param properties system properties
     * @param environment environment variables
     * @return the folder
     * @throws RefusedException if no folder is writable
     */
    public static Path find(Properties properties, Map<String, String> environment) {
        for (Path home : homes(properties, environment)) {
            try {
                Path folder = Files.createDirectories(home.resolve(NAME));
                if (Files.isWritable(folder) || Files.isDirectory(folder.resolve(CACHE))) {
                    return folder;
                }
            } catch (IOException e) {
                continue; // the home folder is read-only or missing: try the next one
            }
        }
        Path temporary = Path.of(properties.getProperty("java.io.tmpdir")).toAbsolutePath();
        try {
            return temporary(temporary);
        } catch (IOException e) {
            throw new RefusedException(
                    "Clade finds no folder for its own files: neither the home folder nor %s is writable; set HOME to a writable folder."
                            .formatted(temporary),
                    e);
        }
    }

    /** Checks that the folder belongs to the user and that no other user can write to it, because libraries are loaded from it. */
    private static Path temporary(Path parent) throws IOException {
        Path probe = Files.createTempDirectory(parent, "clade-user-");
        UserPrincipal user;
        try {
            user = Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
        Path folder = parent.resolve("clade-" + user.getName().replaceAll("[^\\w.-]", "-"));
        if (!Files.exists(folder)) {
            Files.createDirectory(folder);
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(folder).equals(user)) {
            throw new IOException(folder + " belongs to another user");
        }
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder;
    }
}
