package org.clade.shell.command.members;

import org.clade.api.members.MemberService;
import org.clade.api.part.RefusedException;
import org.clade.shell.context.Context;

/** The service for members, which is no part of the product. */
public final class MemberServices {

    private MemberServices() {}

    /**
     * The service.
     *
     * @param context the context of a command
     * @param what what needs it, such as {@code cluster:start}
     * @return the service
     * @throws RefusedException if its bundle is not deployed
     * @throws InterruptedException if the wait for Clade is interrupted
     */
    public static MemberService get(Context context, String what) throws InterruptedException {
        return context.services()
                .find(MemberService.class)
                .orElseThrow(() -> new RefusedException(
                        "%s needs the bundle org.clade.hazelcast, which is not part of the product; part:deploy <its jar> brings it in."
                                .formatted(what)));
    }
}
