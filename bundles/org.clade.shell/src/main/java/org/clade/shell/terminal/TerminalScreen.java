package org.clade.shell.terminal;

import org.clade.shell.context.Screen;
import org.jline.terminal.Terminal;

/**
 * The interactive shell's terminal.
 *
 * @param device the terminal
 * @param terminal whether output goes to it, and not into a file or a pipe
 */
public record TerminalScreen(Terminal device, boolean terminal) implements Screen {

    @Override
    public boolean drawable() {
        return terminal && !Appearance.OF_PROCESS.plain() && !Terminal.TYPE_DUMB.equals(device.getType());
    }

    @Override
    public int width() {
        return device.getWidth();
    }
}
