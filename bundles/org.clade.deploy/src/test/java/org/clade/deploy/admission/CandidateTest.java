package org.clade.deploy.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.clade.deploy.inspect.DeploymentRejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateTest {

    private static final Map<String, String> BUNDLE = Map.of(
            "Bundle-ManifestVersion",
            "2",
            "Bundle-SymbolicName",
            "org.example.one;singleton:=true",
            "Bundle-Version",
            "1.2.3");

    @TempDir
    private Path folder;

    private Path jar(Map<String, String> headers, Map<String, byte[]> entries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Path file = Files.createTempFile(folder, "one", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new java.util.HashMap<>(BUNDLE);
        headers.put(header, value);
        return headers;
    }

    private static byte[] classOfJava(int version) {
        return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) (44 + version)};
    }

    private static String refusal(Path file) {
        return assertThrows(DeploymentRejectedException.class, () -> Candidate.of("one.jar", file, ""))
                .getMessage();
    }

    @Test
    void anEmbeddedJarThatIsAbsentIsNamed() throws Exception {
        Map<String, byte[]> entries = Map.of("lib/there.jar", new byte[0], "classes/a.txt", new byte[0]);
        Candidate.of(
                "one.jar", jar(with("Bundle-ClassPath", "., lib/there.jar;a=b, classes, /lib/there.jar"), entries), "");
        String refusal = refusal(jar(with("Bundle-ClassPath", ".,lib/absent.jar"), entries));
        assertTrue(refusal.contains("names lib/absent.jar, which is not in the jar"), refusal);
    }

    @Test
    void nameAndVersionAreRead() throws Exception {
        Candidate candidate = Candidate.of("one.jar", jar(BUNDLE, Map.of("a/B.class", classOfJava(17))), "");
        assertEquals("org.example.one 1.2.3", candidate.bundle());
    }

    @Test
    void theDigestIsInHexadecimalDigits() throws Exception {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Candidate.sha256(Files.writeString(folder.resolve("abc"), "abc")));
    }

    @Test
    void aJarWithoutASymbolicNameIsNoBundle() throws Exception {
        assertTrue(refusal(jar(Map.of(), Map.of())).startsWith("one.jar is a jar but no OSGi bundle"));
    }

    @Test
    void aJarThatWasNotCopiedToItsEndIsRefused() throws Exception {
        Path whole = jar(BUNDLE, Map.of("a", new byte[5000]));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(bytes, bytes.length - 30));
        assertTrue(refusal(half).contains("is damaged or incomplete"));
    }

    @Test
    void aFragmentIsRefusedWithItsHost() throws Exception {
        assertTrue(refusal(jar(with("Fragment-Host", "org.clade.djl;x=y"), Map.of()))
                .contains("the fragment org.example.one of org.clade.djl"));
    }

    @Test
    void classesOfALaterJavaAreRefused() throws Exception {
        int here = Runtime.version().feature();
        String sentence = refusal(jar(BUNDLE, Map.of("a/B.class", classOfJava(here + 1))));
        assertTrue(
                sentence.contains("compiled for Java %s and Clade runs on Java %s".formatted(here + 1, here)),
                sentence);
        Candidate.of("one.jar", jar(BUNDLE, Map.of("META-INF/versions/99/a/B.class", classOfJava(99))), "");
    }

    @Test
    void aComponentDescriptionThatIsNotThereIsNamed() throws Exception {
        Map<String, String> headers = with("Service-Component", "OSGI-INF/a.xml, OSGI-INF/b.xml");
        assertTrue(refusal(jar(headers, Map.of("OSGI-INF/a.xml", new byte[1]))).contains("OSGI-INF/b.xml"));
    }

    @Test
    void aVersionThatIsNoneIsRefused() throws Exception {
        assertTrue(refusal(jar(with("Bundle-Version", "one"), Map.of())).contains("“one” of one.jar is not a version"));
    }
}
