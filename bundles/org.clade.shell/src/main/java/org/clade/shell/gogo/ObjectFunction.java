package org.clade.shell.gogo;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.Reflective;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.apache.felix.service.threadio.ThreadIO;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.VisibleStream;

/** A function from an object or its method; it makes control characters in the output visible. */
final class ObjectFunction extends SafeFunction {

    /** Functions that need the line reader. */
    private static final Set<String> NEED_LINES =
            Set.of("keymap", "setopt", "unsetopt", "complete", "widget", "__files", "__directories");

    private final Supplier<Object> target;
    private final ThreadIO streams;

    /**
     * A function.
     *
     * @param name its name
     * @param target gives the object
     * @param streams the streams of threads
     */
    ObjectFunction(String name, Supplier<Object> target, ThreadIO streams) {
        super(name);
        this.target = target;
        this.streams = streams;
    }

    @Override
    Object call(CommandSession session, Process process, List<Object> arguments) throws Exception {
        if (NEED_LINES.contains(name()) && Shell.getReader(session) == null) {
            throw new RefusedException(
                    "%s needs the interactive shell; start clade without arguments.".formatted(name()));
        }
        PrintStream out = VisibleStream.over(process.out());
        PrintStream err = VisibleStream.over(process.err());
        streams.setStreams(process.in(), out, err);
        try {
            Object object = target.get();
            return object instanceof Function function
                    ? function.execute(session, arguments)
                    : Reflective.invoke(session, object, name(), arguments);
        } finally {
            streams.close();
        }
    }
}
