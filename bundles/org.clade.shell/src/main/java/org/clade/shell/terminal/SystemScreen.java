package org.clade.shell.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.shell.context.Screen;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/** The screen of one of the process's own streams. It does not change the terminal. */
public final class SystemScreen implements Screen {

    private final SystemStream stream;
    private Optional<TerminalProvider> provider;

    private SystemScreen(SystemStream stream) {
        this.stream = stream;
    }

    /** {@return the screen of standard output} */
    public static Screen ofResults() {
        return new SystemScreen(SystemStream.Output);
    }

    /** {@return the screen of standard error} */
    public static Screen ofErrors() {
        return new SystemScreen(SystemStream.Error);
    }

    /** {@return whether standard input is a terminal} */
    public static boolean typed() {
        return new SystemScreen(SystemStream.Input).terminal();
    }

    @Override
    public boolean terminal() {
        return provider().isPresent();
    }

    @Override
    public boolean drawable() {
        return !Appearance.OF_PROCESS.plain() && terminal();
    }

    @Override
    public int width() {
        return provider().map(found -> found.systemStreamWidth(stream)).orElse(0);
    }

    /** Called only if needed, because it loads a native library. */
    private synchronized Optional<TerminalProvider> provider() {
        if (provider == null) {
            provider = redirected() ? Optional.empty() : find();
        }
        return provider;
    }

    private Optional<TerminalProvider> find() {
        return TerminalBuilder.builder().getProviders(null, new IllegalStateException()).stream()
                .filter(found -> found.isSystemStream(stream))
                .findFirst();
    }

    /** Whether Linux says that the stream is no device, or the empty one. Elsewhere, and if in doubt, a provider of JLine decides. */
    private boolean redirected() {
        Path link = Path.of("/proc/self/fd", Integer.toString(stream.ordinal()));
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("pipe:")
                    || target.startsWith("socket:")
                    || target.equals("/dev/null")
                    || Files.isRegularFile(link);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
