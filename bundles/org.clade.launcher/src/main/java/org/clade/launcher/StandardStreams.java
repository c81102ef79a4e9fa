package org.clade.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Standard output and standard error of the process. Code in the framework cannot close them. While the framework stops, output of
 * other code to standard error is dropped, since late events are expected then; only the launcher's messages appear.
 */
final class StandardStreams {
    private final Gate out;
    private final Gate err;
    private final PrintStream launcherErr;

    StandardStreams(OutputStream out, OutputStream err, Charset outCharset, Charset errCharset) {
        this.out = new Gate(out, outCharset);
        this.err = new Gate(err, errCharset);
        launcherErr = new PrintStream(new Gate(err, errCharset), true, errCharset);
    }

    /** {@return the streams of this process, from now on {@link System#out} and {@link System#err}} */
    static StandardStreams install() {
        StandardStreams streams = new StandardStreams(System.out, System.err, charset("stdout"), charset("stderr"));
        System.setOut(streams.out.stream);
        System.setErr(streams.err.stream);
        return streams;
    }

    private static Charset charset(String stream) {
        String name = System.getProperty(stream + ".encoding", System.getProperty("sun." + stream + ".encoding"));
        return name == null ? Charset.defaultCharset() : Charset.forName(name);
    }

    /** {@return standard output for all code in the process} */
    PrintStream out() {
        return out.stream;
    }

    /** {@return standard error for all code in the process} */
    PrintStream err() {
        return err.stream;
    }

    /** {@return standard error for the launcher's own messages, which are never dropped} */
    PrintStream launcherErr() {
        return launcherErr;
    }

    /** Drops all other output to standard error from now on. */
    void dropErrors() {
        err.stream.flush();
        err.dropped = true;
    }

    void flush() {
        out.stream.flush();
        launcherErr.flush();
    }

    private static final class Gate extends FilterOutputStream {
        private final PrintStream stream;
        private volatile boolean dropped;

        private Gate(OutputStream target, Charset charset) {
            super(target);
            stream = new Open(this, charset);
        }

        @Override
        public void write(int value) throws IOException {
            if (!dropped) {
                out.write(value);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!dropped) {
                out.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
            if (out instanceof PrintStream target && target.checkError()) {
                throw new IOException("The reader has closed the stream");
            }
        }
    }

    /** A stream that {@link #close} only flushes. */
    private static final class Open extends PrintStream {
        private Open(OutputStream target, Charset charset) {
            super(target, true, charset);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
