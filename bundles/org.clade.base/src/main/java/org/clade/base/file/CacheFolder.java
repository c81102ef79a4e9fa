package org.clade.base.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The cache folder: unpacked native libraries and decoded images. */
public final class CacheFolder {

    /** The system property with the folder. */
    static final String PROPERTY = "clade.home.cache";

    /** The environment variable with the folder, used if the property is not set. */
    public static final String VARIABLE = "CLADE_CACHE";

    private CacheFolder() {}

    /**
     * Finds the folder.
     *
     * @param properties system properties
     * @param environment environment variables
     * @return the property's value, else the variable's, else {@code cache} in the {@linkplain UserFolder user's folder}
     * @throws org.clade.api.part.RefusedException if neither is set and no folder is writable
     */
    public static Path find(Properties properties, Map<String, String> environment) {
        String named = properties.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        Path folder =
                named.isBlank() ? UserFolder.find(properties, environment).resolve("cache") : Path.of(named.strip());
        return folder.toAbsolutePath().normalize();
    }
}
