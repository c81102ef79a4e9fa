package org.clade.shell.command.members;

import java.util.function.Consumer;
import org.clade.api.members.LocalMember;
import org.clade.api.members.MemberListener;
import org.clade.api.members.MemberRequest;
import org.clade.shell.context.Context;
import org.clade.shell.render.Visible;

/** A line for what happens in a cluster, on the error stream. */
public final class MemberLines implements MemberListener {

    private final Context context;

    /**
     * Lines for what happens.
     *
     * @param context where to
     */
    public MemberLines(Context context) {
        this.context = context;
    }

    /**
     * Says what this process has become; on the command line it then works until it is stopped.
     *
     * @param member the member
     * @param request how it became one
     * @return the exit code
     */
    int work(LocalMember member, MemberRequest request) throws InterruptedException {
        say("Member %s of the cluster “%s”; %s."
                .formatted(member.address(), member.cluster(), count(member.members())));
        say(
                request.bind().equals(MemberRequest.LOOPBACK)
                        ? "Every user of this machine can join, have it compute and read what it computes: there is neither encryption nor authentication."
                        : "Anyone who reaches %s can join, have this machine compute and read what it computes: there is neither encryption nor authentication, so use it in a trusted network only."
                                .formatted(member.address()));
        if (context.interactive()) {
            return 0;
        }
        context.interruption().gently(() -> {
            say("Leaving; others take over what this member computes.");
            Thread leaving = new Thread(member::leave, "clade-leave");
            leaving.start();
        });
        try {
            member.await();
        } finally {
            context.interruption().anyhow();
        }
        return 0;
    }

    private static String count(int members) {
        return members == 1 ? "no other member yet" : members + " members";
    }

    @Override
    public void joined(String address, int members) {
        say("%s has joined; %s.".formatted(address, count(members)));
    }

    @Override
    public void left(String address, int members) {
        say("%s has left; %s.".formatted(address, members == 1 ? "no other member" : members + " members"));
    }

    @Override
    public void began(String title, int attempt) {
        say("%s begins%s".formatted(title, attempt > 1 ? ", taken over, attempt " + attempt : ""));
    }

    @Override
    public void ended(String title, String end) {
        say("%s %s".formatted(title, end));
    }

    /**
     * Prints sentences on the error stream.
     *
     * @param context where to
     * @return prints one
     */
    public static Consumer<String> sentences(Context context) {
        return new MemberLines(context)::say;
    }

    private void say(String line) {
        context.console().err().println(Visible.line(line));
        context.console().err().flush();
    }
}
