package org.clade.engine.natives;

import ai.djl.engine.Engine;
import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.base.file.CacheFolder;

/**
 * libtorch and DJL's JNI library: unpacked once into Clade's cache, by one process at a time, and loaded into DJL's own
 * class loader.
 */
public final class NativeLibraries {

    private static final String OWN = "PYTORCH_LIBRARY_PATH";
    private static final String FLAVOUR = "PYTORCH_FLAVOR";
    private static final long MEGABYTE = 1_000_000;

    private final Path cache;
    private final PrintStream notice;

    /**
     * Natives in a cache.
     *
     * @param cache the folder
     * @param notice receives the line about unpacking
     */
    public NativeLibraries(Path cache, PrintStream notice) {
        this.cache = cache;
        this.notice = notice;
    }

    /**
     * Unpacks the libraries unless they are unpacked already, and loads them.
     *
     * @return DJL's engine
     */
    public Engine load() {
        settle("OPT_OUT_TRACKING", "true");
        settle("ai.djl.offline", "true");
        settle("ai.djl.default_engine", "PyTorch");
        settle("ai.djl.pytorch.num_interop_threads", "1");
        settle("ENGINE_CACHE_DIR", cache.toString());
        settle("DJL_CACHE_DIR", cache.toString());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL finds its engine, its properties and its natives through the context class loader, this once.
        thread.setContextClassLoader(Engine.class.getClassLoader());
        try {
            String own = Utils.getEnvOrSystemProperty(OWN);
            if (own != null && !own.isBlank()) {
                return loadFrom(Path.of(own));
            }
            return loadUnpacked();
        } catch (IOException e) {
            throw new RefusedException(
                    "PyTorch's native libraries cannot be unpacked into %s (%s); set the environment variable %s to a writable folder."
                            .formatted(cache, reason(e), CacheFolder.VARIABLE),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** JNA complains about a folder that does not exist, so it gets this one after it is created. */
    private void prepareJna() throws IOException {
        settle("jna.tmpdir", Files.createDirectories(cache.resolve("jna")).toString());
    }

    private static String reason(IOException failure) {
        return failure instanceof FileSystemException file
                ? Objects.requireNonNullElse(file.getReason(), "it cannot be created")
                : failure.getMessage();
    }

    private static void settle(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** A user's own libtorch, for instance one for CUDA; its flavor decides which JNI library of DJL to use. */
    private Engine loadFrom(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(System.mapLibraryName("torch")))) {
            throw new RefusedException("%s names %s, which holds no %s; name the folder lib of libtorch."
                    .formatted(OWN, folder, System.mapLibraryName("torch")));
        }
        boolean cuda = Files.isRegularFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        if (Utils.getEnvOrSystemProperty(FLAVOUR) == null) {
            System.setProperty(FLAVOUR, cuda ? "cu128" : "cpu");
        }
        prepareJna();
        return alone(Engine::getInstance);
    }

    private Engine loadUnpacked() throws IOException {
        prepareJna();
        Platform platform = Platform.detectPlatform("pytorch");
        if (platform.isPlaceholder()) {
            throw new RefusedException(
                    "There are no native libraries of PyTorch for %s in this product; build it with the profile of that platform, or name a libtorch %s with %s."
                            .formatted(platform.getClassifier(), platform.getVersion(), OWN));
        }
        return alone(() -> {
            Path folder = Utils.getEngineCacheDir("pytorch")
                    .resolve(platform.getVersion() + '-' + platform.getFlavor() + '-' + platform.getClassifier());
            if (!Files.exists(folder.resolve(System.mapLibraryName("torch")))) {
                prepare(folder, platform);
            }
            return Engine.getInstance();
        });
    }

    private void prepare(Path folder, Platform platform) throws IOException {
        Files.createDirectories(folder.getParent());
        try (Stream<Path> left = Files.list(folder.getParent())) {
            // left by a process that was killed while unpacking
            left.filter(path -> path.getFileName().toString().startsWith("tmp")).forEach(Utils::deleteQuietly);
        }
        long size = size(platform);
        long free = Files.getFileStore(folder.getParent()).getUsableSpace();
        if (free < size) {
            throw new RefusedException(
                    "PyTorch's native libraries need %s MB in %s, where %s MB are free; name another folder with the environment variable %s."
                            .formatted(size / MEGABYTE, cache, free / MEGABYTE, CacheFolder.VARIABLE));
        }
        notice.printf(
                "Unpacking PyTorch's native libraries (about %s MB) into %s; this happens once.%n",
                size / MEGABYTE, folder);
        notice.flush();
    }

    private static long size(Platform platform) throws IOException {
        long size = 0;
        for (String library : List.of(platform.getLibraries())) {
            URL url = ClassLoaderUtils.getResource(
                    "pytorch/" + platform.getFlavor() + '/' + platform.getClassifier() + '/' + library);
            size += url == null ? 0 : Math.max(0, url.openConnection().getContentLengthLong());
        }
        return size;
    }

    /** Loads while no other process does. If the cache is read-only it is full already, and no lock is needed. */
    private Engine alone(Loading loading) throws IOException {
        if (!Files.isWritable(cache)) {
            return loading.load();
        }
        try (FileChannel channel =
                FileChannel.open(cache.resolve("natives.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // released when the channel is closed
            return loading.load();
        }
    }

    /** Work under the lock. */
    private interface Loading {
        Engine load() throws IOException;
    }
}
