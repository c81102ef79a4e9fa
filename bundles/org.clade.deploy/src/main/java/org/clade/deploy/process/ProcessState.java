package org.clade.deploy.process;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TimeZone;
import java.util.TreeMap;

/** State that all code of a process shares and any bundle can change; it can be compared and restored. */
public final class ProcessState {

    /** Replaces the standard streams at its start, so that each thread may have its own. */
    private static final String SHELL = "org.apache.felix.gogo.";

    private static final List<String> PROPERTIES =
            List.of("java.", "user.", "os.", "file.", "path.", "line.", "native.", "sun.");

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final Locale locale = Locale.getDefault();
    private final Locale display = Locale.getDefault(Locale.Category.DISPLAY);
    private final Locale format = Locale.getDefault(Locale.Category.FORMAT);
    private final TimeZone zone = TimeZone.getDefault();
    private final Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    private final Map<String, String> properties = properties();

    private ProcessState() {}

    /** {@return the present state} */
    public static ProcessState now() {
        return new ProcessState();
    }

    private static Map<String, String> properties() {
        Map<String, String> kept = new TreeMap<>();
        Properties all = System.getProperties();
        for (String name : all.stringPropertyNames()) {
            if (PROPERTIES.stream().anyMatch(name::startsWith)) {
                kept.put(name, all.getProperty(name));
            }
        }
        return kept;
    }

    /**
     * Restores the state.
     *
     * @return the changes, in words; empty if there were none
     */
    public List<String> restore() {
        List<String> changed = new ArrayList<>();
        restoreStreams(changed);
        if (!locale.equals(Locale.getDefault())
                || !display.equals(Locale.getDefault(Locale.Category.DISPLAY))
                || !format.equals(Locale.getDefault(Locale.Category.FORMAT))) {
            Locale.setDefault(locale);
            Locale.setDefault(Locale.Category.DISPLAY, display);
            Locale.setDefault(Locale.Category.FORMAT, format);
            changed.add("the default locale");
        }
        if (!zone.equals(TimeZone.getDefault())) {
            TimeZone.setDefault(zone);
            changed.add("the default time zone");
        }
        if (handler != Thread.getDefaultUncaughtExceptionHandler()) {
            Thread.setDefaultUncaughtExceptionHandler(handler);
            changed.add("the default handler of uncaught exceptions");
        }
        properties.forEach((name, value) -> {
            if (!Objects.equals(value, System.getProperty(name))) {
                System.setProperty(name, value);
                changed.add("the system property " + name);
            }
        });
        return changed;
    }

    private void restoreStreams(List<String> changed) {
        if (replaced(out, System.out)) {
            System.setOut(out);
            changed.add("System.out");
        }
        if (replaced(err, System.err)) {
            System.setErr(err);
            changed.add("System.err");
        }
        if (replaced(in, System.in)) {
            System.setIn(in);
            changed.add("System.in");
        }
    }

    private static boolean replaced(Object before, Object now) {
        return before != now && (now == null || !now.getClass().getName().startsWith(SHELL));
    }
}
