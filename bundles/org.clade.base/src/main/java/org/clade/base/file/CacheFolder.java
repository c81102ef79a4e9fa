package org.clade.base.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The folder for what Clade can make again: unpacked native libraries and decoded images. */
public final class CacheFolder {

    /** The system property that names the folder. */
    static final String PROPERTY = "clade.home.cache";

    /** The environment variable that names the folder if the property is not set. */
    public static final String VARIABLE = "CLADE_CACHE";

    private CacheFolder() {}

    /**
     * Finds the folder.
     *
     * @param properties system properties
     * @param environment environment variables
     * @return what the property says, otherwise what the variable says, otherwise {@code cache} in the {@linkplain UserFolder user's folder}
     * @throws org.clade.api.part.RefusedException if neither names a folder and none can be written to
     */
    public static Path find(Properties properties, Map<String, String> environment) {
        String named = properties.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        Path folder =
                named.isBlank() ? UserFolder.find(properties, environment).resolve("cache") : Path.of(named.strip());
        return folder.toAbsolutePath().normalize();
    }
}
