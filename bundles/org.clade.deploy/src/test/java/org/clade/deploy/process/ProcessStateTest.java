package org.clade.deploy.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class ProcessStateTest {

    @Test
    void whatIsChangedIsNamedAndPutBack() {
        PrintStream out = System.out;
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String folder = System.getProperty("java.io.tmpdir");
        ProcessState state = ProcessState.now();
        try {
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
            System.setProperty("java.io.tmpdir", "/nowhere");
            System.setProperty("org.example.own", "no matter");
        } finally {
            assertEquals(
                    List.of(
                            "System.out",
                            "the default locale",
                            "the default time zone",
                            "the default handler of uncaught exceptions",
                            "the system property java.io.tmpdir"),
                    state.restore());
            System.clearProperty("org.example.own");
        }
        assertSame(out, System.out);
        assertEquals(locale, Locale.getDefault());
        assertEquals(zone, TimeZone.getDefault());
        assertEquals(folder, System.getProperty("java.io.tmpdir"));
        assertEquals(List.of(), state.restore());
    }
}
