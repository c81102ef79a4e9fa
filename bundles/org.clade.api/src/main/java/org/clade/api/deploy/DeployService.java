package org.clade.api.deploy;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Deploys bundles of users: from the folder {@code deploy/}, which Clade watches, and by command. Clade checks a bundle
 * before it makes the parts visible; checks run between two training steps.
 */
@ProviderType
public interface DeployService {

    /**
     * The {@code osgi.condition.id} of the condition that is registered once each jar that was in the deploy folder at
     * the start is deployed or refused.
     */
    String READY = "org.clade.deploy.ready";

    /**
     * Checks a jar and, if it passes, copies it into the deploy folder. It replaces a jar with the same symbolic name.
     *
     * @param jar the jar; stays unchanged
     * @return the bundle that serves now
     * @throws org.clade.api.part.RefusedException if it does not pass; the former bundle continues to serve
     * @throws InterruptedException if the wait is interrupted; the check goes on
     */
    DeployedBundle deploy(Path jar) throws InterruptedException;

    /**
     * Removes a bundle's parts and moves its jar from the deploy folder to {@code deploy/undeployed/}.
     *
     * @param name its symbolic name, the name of its jar, or the id of one of its parts
     * @return the bundle that was removed
     * @throws org.clade.api.part.RefusedException if the name is unknown
     * @throws InterruptedException if the wait is interrupted
     */
    DeployedBundle undeploy(String name) throws InterruptedException;

    /** {@return the users' bundles, by file} */
    List<DeployedBundle> bundles();

    /**
     * Checks the contract of active parts.
     *
     * @param id a part's id
     * @return one verification for each kind that has this id
     * @throws org.clade.api.part.RefusedException if no part has this id; the message says what is known about it
     * @throws InterruptedException if the wait for a moment between two steps is interrupted
     */
    List<Verification> verify(String id) throws InterruptedException;

    /**
     * Explains why a part is not available.
     *
     * @param id a part's id
     * @return sentences, at least one
     * @throws org.clade.api.part.RefusedException if the id is unknown; the message names the nearest id
     */
    List<String> why(String id);
}
