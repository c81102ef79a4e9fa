package org.clade.deploy.admission;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A private copy of a jar to deploy, so that Clade never locks the user's file.
 *
 * @param file the user's name for it
 * @param copy the copy
 * @param sha256 the checksum of its content
 * @param name its symbolic name
 * @param version its version
 */
public record Candidate(String file, Path copy, String sha256, String name, Version version) {

    private static final int CLASS_FILE_OF_JAVA_0 = 44;
    private static final String COMPONENTS = "Service-Component";

    /** {@return the SHA-256 of a file} */
    public static String sha256(Path file) throws IOException {
        return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
    }

    /**
     * Inspects a jar before the framework does.
     *
     * @param file the user's name for it
     * @param copy a copy of it
     * @param sha256 the checksum of its content
     * @return the bundle in it
     * @throws DeploymentRejectedException if it cannot start here
     */
    public static Candidate of(String file, Path copy, String sha256) throws DeploymentRejectedException {
        try (JarFile jar = new JarFile(copy.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = plain(main.getValue(Constants.BUNDLE_SYMBOLICNAME));
            if (name.isEmpty() || main.getValue(Constants.BUNDLE_MANIFESTVERSION) == null) {
                throw DeploymentRejectedException.refused(
                        "%s is a jar but no OSGi bundle: its manifest has no Bundle-SymbolicName; build it with bnd-maven-plugin,"
                                + " which writes the manifest.",
                        file);
            }
            if (main.getValue(Constants.FRAGMENT_HOST) != null) {
                throw DeploymentRejectedException.refused(
                        "%s holds the fragment %s of %s, and fragments cannot join a running bundle; make it a separate"
                                + " bundle, or put it into bundles/ and start Clade again.",
                        file, name, plain(main.getValue(Constants.FRAGMENT_HOST)));
            }
            checkClasses(file, jar);
            checkClassPath(file, jar, main.getValue(Constants.BUNDLE_CLASSPATH));
            checkComponents(file, jar, main.getValue(COMPONENTS));
            return new Candidate(file, copy, sha256, name, version(file, main));
        } catch (IOException e) {
            throw DeploymentRejectedException.refused(
                    "%s cannot be read as a jar (%s); it is damaged or incomplete, so copy it again.",
                    file, e.getMessage());
        }
    }

    private static Version version(String file, Attributes main) throws DeploymentRejectedException {
        String text = main.getValue(Constants.BUNDLE_VERSION);
        try {
            return Version.parseVersion(text);
        } catch (IllegalArgumentException e) {
            throw DeploymentRejectedException.refused(
                    "The Bundle-Version “%s” of %s is not a version; write three numbers, such as 1.0.0.", text, file);
        }
    }

    private static void checkClasses(String file, JarFile jar) throws IOException, DeploymentRejectedException {
        int here = Runtime.version().feature();
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            String name = entry.getName();
            if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
                continue;
            }
            try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
                in.skipNBytes(6);
                int java = in.readUnsignedShort() - CLASS_FILE_OF_JAVA_0;
                if (java > here) {
                    throw DeploymentRejectedException.refused(
                            "%s was compiled for Java %s and Clade runs on Java %s; compile it with --release 17"
                                    + " (maven.compiler.release), or start Clade with Java %s.",
                            file, java, here, java);
                }
            }
        }
    }

    private static void checkClassPath(String file, JarFile jar, String header) throws DeploymentRejectedException {
        if (header == null) {
            return;
        }
        for (String part : header.split(",")) {
            String name = plain(part);
            String path = name.startsWith("/") ? name.substring(1) : name;
            String folder = path.endsWith("/") ? path : path + "/";
            boolean there = path.isEmpty()
                    || path.equals(".")
                    || jar.getEntry(path) != null
                    || jar.stream().anyMatch(entry -> entry.getName().startsWith(folder));
            if (!there) {
                throw DeploymentRejectedException.refused(
                        "The Bundle-ClassPath of %s names %s, which is not in the jar; build it with that file inside (bnd:"
                                + " -includeresource), or remove it from Bundle-ClassPath.",
                        file, name);
            }
        }
    }

    private static void checkComponents(String file, JarFile jar, String header) throws DeploymentRejectedException {
        if (header == null) {
            return;
        }
        List<String> names = Arrays.stream(header.split(","))
                .map(Candidate::plain)
                .filter(name -> !name.isEmpty() && !name.contains("*"))
                .toList();
        for (String name : names) {
            if (jar.getEntry(name) == null) {
                throw DeploymentRejectedException.refused(
                        "The manifest of %s names the component description %s, which is not in the jar; build it again, without"
                                + " a step that leaves OSGI-INF/ out.",
                        file, name);
            }
        }
    }

    private static String plain(String header) {
        return header == null ? "" : header.split(";")[0].strip();
    }

    /** {@return symbolic name and version} */
    public String bundle() {
        return name + " " + version;
    }
}
