package org.clade.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.ILoggerFactory;

class LoggingProviderTest {

    /** What a fresh provider's loggers write to standard error. */
    private static String written(java.util.function.Consumer<ILoggerFactory> work) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            LoggingProvider provider = new LoggingProvider();
            provider.initialize();
            work.accept(provider.getLoggerFactory());
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void writesWarningsAndErrorsWithTheClassNameAndNothingLess() {
        assertEquals("WARN Part: one of two\nERROR Part: all\n", written(factory -> {
            factory.getLogger("org.example.Part").info("not shown");
            factory.getLogger("org.example.Part").warn("one of {}", "two");
            factory.getLogger("org.example.Part").error("all");
        }));
    }

    @Test
    void theWarningsOfARunAreForPeople() {
        assertEquals("Warning: too few images\nERROR run: it failed\nWARN runs: odd\n", written(factory -> {
            factory.getLogger("run").warn("too few images");
            factory.getLogger("run").error("it failed");
            factory.getLogger("org.example.runs").warn("odd");
        }));
    }

    @Test
    void namesAnExceptionWithoutItsStackTrace() {
        String text = written(factory ->
                factory.getLogger("org.example.Part").error("it failed", new IOException("the disk is full")));
        assertEquals("ERROR Part: it failed\njava.io.IOException: the disk is full\n", text);
        assertFalse(text.contains("\tat "), text);
    }

    @Test
    void doesNotWarnOfAMissingCudaDriver() {
        assertEquals("", written(factory -> factory.getLogger("ai.djl.util.cuda.CudaUtils")
                .warn("no driver")));
    }
}
