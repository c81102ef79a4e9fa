package org.clade.shell.gogo;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.clade.shell.context.Failure;

/** A function of another bundle; it turns exceptions into sentences. */
abstract class SafeFunction implements Function {

    private final String name;

    /**
     * A function.
     *
     * @param name its name
     */
    SafeFunction(String name) {
        this.name = name;
    }

    /** {@return its name} */
    final String name() {
        return name;
    }

    @Override
    public final Object execute(CommandSession session, List<Object> arguments) throws Exception {
        Process process = Process.Utils.current();
        try {
            return call(session, process, arguments);
        } catch (CommandEndException | InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | VirtualMachineError e) { // the user gets a sentence for any exception
            String doing = Stream.concat(Stream.of(name), arguments.stream().map(String::valueOf))
                    .collect(Collectors.joining(" "));
            FunctionEnd.with(session, process, Failure.of(e, doing));
            return null;
        }
    }

    /**
     * Calls it.
     *
     * @param session the session
     * @param process the call's streams
     * @param arguments its arguments
     * @return its result
     * @throws Exception from the function
     */
    abstract Object call(CommandSession session, Process process, List<Object> arguments) throws Exception;
}
