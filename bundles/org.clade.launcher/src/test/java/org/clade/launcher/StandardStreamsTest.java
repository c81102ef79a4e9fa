package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardStreamsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StandardStreams streams = streams(out);

    private StandardStreams streams(OutputStream target) {
        return new StandardStreams(target, err, StandardCharsets.UTF_8, StandardCharsets.UTF_8);
    }

    @Test
    void noCodeClosesThem() {
        streams.out().close();
        streams.err().close();
        streams.out().print("result “ä”");
        streams.err().print("warning");

        streams.flush();
        assertEquals("result “ä”", out.toString(StandardCharsets.UTF_8));
        assertEquals("warning", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void lateErrorsOfOthersAreDropped() {
        streams.err().println("before");
        streams.dropErrors();
        new IllegalStateException("BundleContext is no longer valid").printStackTrace(streams.err());
        streams.launcherErr().println("clade: after");

        assertEquals(
                "before\nclade: after\n", err.toString(StandardCharsets.UTF_8).replace("\r", ""));
    }

    @Test
    void aReaderThatIsGoneIsNoticed() {
        StandardStreams broken = streams(new PrintStream(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        }));
        broken.out().println("result");

        assertTrue(broken.out().checkError());
    }
}
