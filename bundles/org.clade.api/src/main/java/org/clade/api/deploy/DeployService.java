package org.clade.api.deploy;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes in bundles of others: from the folder {@code deploy/}, which is watched, and by hand. A bundle is checked before
 * anybody else sees its parts; checks run between two steps of whatever trains.
 */
@ProviderType
public interface DeployService {

    /**
     * The {@code osgi.condition.id} of the condition that is registered once each jar that lay in the deploy folder at the start is taken
     * in or refused.
     */
    String READY = "org.clade.deploy.ready";

    /**
     * Checks a jar and, where it passes, puts it into the deploy folder. A jar of the same symbolic name is replaced.
     *
     * @param jar the jar; it is only read
     * @return what serves now
     * @throws org.clade.api.part.RefusedException where it does not pass; what served before goes on
     * @throws InterruptedException where the wait is interrupted; the check goes on
     */
    DeployedBundle deploy(Path jar) throws InterruptedException;

    /**
     * Takes a bundle's parts away and its jar out of the deploy folder; the jar is kept in {@code deploy/undeployed/}.
     *
     * @param name its symbolic name, the name of its jar, or the id of one of its parts
     * @return what was taken away
     * @throws org.clade.api.part.RefusedException where there is none of that name
     * @throws InterruptedException where the wait is interrupted
     */
    DeployedBundle undeploy(String name) throws InterruptedException;

    /** {@return the users' bundles, by file} */
    List<DeployedBundle> bundles();

    /**
     * Tries the promises of living parts.
     *
     * @param id a part's id
     * @return the findings, one verification for each kind that has such an id
     * @throws org.clade.api.part.RefusedException where there is no such part, with what is known of it
     * @throws InterruptedException where the wait for a moment between two steps is interrupted
     */
    List<Verification> verify(String id) throws InterruptedException;

    /**
     * Says what stands in the way of a part.
     *
     * @param id a part's id
     * @return sentences, at least one
     * @throws org.clade.api.part.RefusedException where nobody knows such a part, with the nearest id
     */
    List<String> why(String id);
}
