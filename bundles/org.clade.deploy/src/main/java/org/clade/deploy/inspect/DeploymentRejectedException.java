package org.clade.deploy.inspect;

import java.util.List;

/** Thrown when a bundle is rejected; it has the reasons in words. */
public final class DeploymentRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;
    private final boolean mayCome;

    private DeploymentRejectedException(List<String> findings, boolean mayCome) {
        super(findings.get(0));
        this.findings = List.copyOf(findings);
        this.mayCome = mayCome;
    }

    /** {@return a final rejection} */
    public static DeploymentRejectedException refused(String finding, Object... arguments) {
        return new DeploymentRejectedException(List.of(finding.formatted(arguments)), false);
    }

    /** {@return a final rejection for several reasons} */
    public static DeploymentRejectedException refused(List<String> findings) {
        return new DeploymentRejectedException(findings, false);
    }

    /** {@return a rejection because of a missing requirement, which may still come} */
    public static DeploymentRejectedException waiting(List<String> findings) {
        return new DeploymentRejectedException(findings, true);
    }

    /** {@return the reasons, one sentence each} */
    public List<String> findings() {
        return findings;
    }

    /** {@return whether to try again when another bundle comes} */
    public boolean mayCome() {
        return mayCome;
    }
}
