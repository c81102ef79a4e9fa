package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Resource;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;

/** A bundle that a test writes, compiles against the product's API and builds with bnd. */
final class SmallBundle {
    /** The position of the version in a class file, and its difference from the Java version. */
    private static final int CLASS_VERSION = 6;

    private static final int CLASS_VERSION_0 = 44;
    private static final Pattern LIBRARIES =
            Pattern.compile("org\\.clade\\.(api|djl)-.*|org\\.apache\\.felix\\.gogo\\.runtime-.*");

    private final String name;
    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> removed = new ArrayList<>();
    private int release;

    private SmallBundle(String name, Path work) {
        this.name = name;
        this.work = work;
        headers.put("Bundle-Version", "1.0.0");
    }

    /** {@return a bundle without classes} */
    static SmallBundle named(String name, Path work) {
        return new SmallBundle(name, work);
    }

    /** {@return a bundle with one loss task; {@code body} is the body of its method {@code loss(Step step)}} */
    static SmallBundle withTask(String name, Path work, String id, String body) {
        return named(name, work).task(id, "", body);
    }

    /** Adds a class. */
    SmallBundle source(String type, String text) {
        sources.put(type, text);
        return this;
    }

    /** Adds a loss task; {@code members} are further members of the class. */
    SmallBundle task(String id, String members, String body) {
        String type = Character.toUpperCase(id.charAt(0)) + id.substring(1) + "Task";
        return source(
                name + "." + type,
                """
                package %s;

                import ai.djl.ndarray.*;
                import java.util.*;
                import org.clade.api.part.*;
                import org.clade.api.signal.*;
                import org.clade.api.task.*;
                import org.osgi.service.component.annotations.*;

                @Component
                @ProvidesLossTask(id = "%s", summary = "A task of a test.")
                public class %s implements LossTask {
                    %s

                    public Set<Signal> reads(Settings settings) {
                        return Set.of(Signal.PROBABILITIES);
                    }

                    public NDArray loss(Step step) {
                        NDArray p = step.predictions().get(Signal.PROBABILITIES);
                        %s
                    }
                }
                """
                        .formatted(name, id, type, members, body));
    }

    /** Adds a file that is not a class. */
    SmallBundle file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** Sets a header or an instruction for bnd. */
    SmallBundle with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Leaves an entry out of the jar. */
    SmallBundle without(String entry) {
        removed.add(entry);
        return this;
    }

    /** Marks the classes as compiled for another Java version. */
    SmallBundle forJava(int version) {
        release = version;
        return this;
    }

    private void age(Jar jar) throws Exception {
        for (Map.Entry<String, Resource> entry : Map.copyOf(jar.getResources()).entrySet()) {
            if (release > 0 && entry.getKey().endsWith(".class")) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(entry.getValue().openInputStream().readAllBytes());
                bytes.putShort(CLASS_VERSION, (short) (CLASS_VERSION_0 + release));
                jar.putResource(entry.getKey(), new EmbeddedResource(bytes, 0));
            }
        }
    }

    /** {@return the jar, written to the file} */
    Path jar(Path file) {
        try {
            Path classes = Files.createTempDirectory(work, "classes");
            compile(classes);
            try (Builder builder = new Builder()) {
                builder.setProperty("Bundle-SymbolicName", name);
                builder.setProperty("Private-Package", sources.isEmpty() ? "" : name + ".*");
                builder.setProperty("-noextraheaders", "true");
                headers.forEach(builder::setProperty);
                builder.addClasspath(classes.toFile());
                for (Path jar : libraries()) {
                    builder.addClasspath(jar.toFile());
                }
                Jar jar = builder.build();
                files.forEach((path, text) -> jar.putResource(
                        path, new EmbeddedResource(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0)));
                removed.forEach(jar::remove);
                age(jar);
                assertEquals(List.of(), builder.getErrors());
                Files.createDirectories(file.getParent());
                Path aside = Files.createTempFile(work, "jar", ".tmp");
                jar.write(aside.toFile());
                return Files.move(aside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (Exception e) {
            return fail("The bundle " + name + " cannot be made", e);
        }
    }

    private void compile(Path classes) throws IOException, URISyntaxException {
        if (sources.isEmpty()) {
            return;
        }
        Path folder = Files.createTempDirectory(work, "sources");
        List<File> written = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            written.add(Files.writeString(file, source.getValue()).toFile());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-proc:none",
                    "--release",
                    "17",
                    "-cp",
                    String.join(
                            File.pathSeparator,
                            libraries().stream().map(Path::toString).toList()));
            boolean done = compiler.getTask(
                            said, manager, null, options, null, manager.getJavaFileObjectsFromFiles(written))
                    .call();
            assertEquals(true, done, said::toString);
        }
    }

    private static List<Path> libraries() throws IOException, URISyntaxException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(Product.assembled().resolve("bundles"))) {
            bundles.filter(jar ->
                            LIBRARIES.matcher(jar.getFileName().toString()).matches())
                    .forEach(jars::add);
        }
        jars.add(Product.assembled().resolve("lib/org.eclipse.osgi.jar"));
        for (Class<?> annotation : List.of(Component.class, Capability.class)) {
            jars.add(Path.of(annotation
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        }
        return jars;
    }
}
