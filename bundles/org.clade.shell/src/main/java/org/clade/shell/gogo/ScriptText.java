package org.clade.shell.gogo;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.clade.shell.context.Context;
import org.clade.shell.context.Failure;
import org.clade.shell.gogo.language.CommandText;

/**
 * The text of a script.
 *
 * @param name its name in messages; null for a single command
 * @param text its commands, as typed
 */
record ScriptText(String name, String text) {

    /**
     * Runs it in a session.
     *
     * @param session the session; the script uses its job listener meanwhile
     * @return the result of the last command
     * @throws ScriptException if it cannot be read, or Gogo fails at it
     * @throws CommandEndException if a command ended it
     * @throws InterruptedException if it was interrupted
     */
    Object run(CommandSession session) throws ScriptException, CommandEndException, InterruptedException {
        Object outer = session.get(SessionNames.SCRIPT);
        AtomicInteger line = new AtomicInteger();
        session.put(SessionNames.SCRIPT, name);
        session.setJobListener((job, before, now) -> {
            if (before == Job.Status.Created) {
                line.set(FunctionEnd.line(job));
            }
        });
        try {
            return session.execute(CommandText.toGogo(text, CommandText.home()));
        } catch (CommandEndException | InterruptedException e) {
            throw e;
        } catch (Exception e) { // Gogo may throw anything
            int at = line.get() > 0 ? line.get() : parsed(e);
            Failure failure = Failure.of(e, line(at));
            String origin = name == null || at == 0 ? "" : name + ":" + at;
            throw new ScriptException(Context.prefix(false, origin) + failure.sentence(), failure.code(), e);
        } finally {
            session.setJobListener(null);
            session.put(SessionNames.SCRIPT, outer);
        }
    }

    /** {@return the line of an error found before the script runs} */
    private static int parsed(Exception mistake) {
        Throwable syntax = mistake.getCause() instanceof SyntaxError cause ? cause : mistake;
        return syntax instanceof SyntaxError found ? found.line() + 1 : 0;
    }

    private String line(int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("").strip();
    }
}
