package org.clade.shell.gogo;

import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.VisibleStream;

/** The function {@code source}: runs the commands of a file in the current session. */
final class SourceFunction extends SafeFunction {

    SourceFunction() {
        super("source");
    }

    @Override
    Object call(CommandSession session, Process process, List<Object> arguments) throws Exception {
        if (arguments.size() != 1) {
            throw new RefusedException("source takes only the file of a script.");
        }
        String name = String.valueOf(arguments.get(0));
        String text = ScriptFile.read(session.currentDir().resolve(name), name);
        try {
            return new ScriptText(name, text).run(session);
        } catch (ScriptException e) {
            VisibleStream.over(process.err()).println(e.getMessage());
            FunctionEnd.with(session, process, e.code());
            return null;
        }
    }
}
