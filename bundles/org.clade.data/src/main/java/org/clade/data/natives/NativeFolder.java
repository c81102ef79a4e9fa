package org.clade.data.natives;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Unpacks the library from the resources of a platform's fragment into the cache.
 *
 * @param cache the cache folder
 */
record NativeFolder(Path cache) {

    private static final String RESOURCES = "/org/bytedeco/leptonica/";

    /** On Windows the library loads others, so it is the last one. */
    private static final List<String> WINDOWS = List.of(
            "windows-x86_64/libwinpthread-1.dll",
            "windows-x86_64/libgcc_s_seh-1.dll",
            "windows-x86_64/libgomp-1.dll",
            "windows-x86_64/libstdc++-6.dll",
            "windows-x86_64/libleptonica-6.dll");

    /** {@return the library as a file; empty if there is none for this platform} */
    Optional<Path> library() throws IOException {
        List<URL> resources = names().stream()
                .map(name -> NativeFolder.class.getResource(RESOURCES + name))
                .flatMap(Stream::ofNullable)
                .toList();
        if (resources.isEmpty()) {
            return Optional.empty();
        }
        long size = 0;
        for (URL resource : resources) {
            size += resource.openConnection().getContentLengthLong();
        }
        Path folder = cache.resolve("leptonica-" + size); // another version has another size
        Path library = folder;
        for (URL resource : resources) {
            library = unpacked(resource, folder);
        }
        return Optional.of(library);
    }

    private static List<String> names() {
        if (!Platform.is64Bit()) {
            return List.of();
        }
        if (Platform.isLinux() && (Platform.isARM() || Platform.isIntel())) {
            return List.of("linux-" + (Platform.isARM() ? "arm64" : "x86_64") + "/libleptonica.so.6");
        }
        if (Platform.isMac() && Platform.isARM()) {
            return List.of("macosx-arm64/libleptonica.6.dylib");
        }
        return Platform.isWindows() && Platform.isIntel() ? WINDOWS : List.of();
    }

    /** Writes a file unless it exists; several processes may do so at once. */
    private static Path unpacked(URL resource, Path folder) throws IOException {
        String path = resource.getPath();
        Path file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
        if (!Files.isRegularFile(file)) {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "new", ".tmp");
            try (InputStream in = resource.openStream()) {
                Files.copy(in, written, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }
}
