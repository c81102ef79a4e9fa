package org.clade.engine.natives;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.clade.api.runtime.UserFolder;

/** The folder that native libraries are unpacked to. */
public final class CacheFolder {

    /** The system property that names the folder. */
    static final String PROPERTY = "clade.home.cache";

    /** The environment variable that names the folder if the property is not set. */
    static final String VARIABLE = "CLADE_CACHE";

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
