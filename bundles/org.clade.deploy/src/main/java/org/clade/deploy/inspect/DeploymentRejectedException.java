package org.clade.deploy.inspect;

import java.util.List;

/** A bundle is not taken in, with the reasons in words. */
public final class DeploymentRejectedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;
    private final boolean mayCome;

    private DeploymentRejectedException(List<String> findings, boolean mayCome) {
        super(findings.get(0));
        this.findings = List.copyOf(findings);
        this.mayCome = mayCome;
    }

    /** {@return a refusal for good} */
    public static DeploymentRejectedException refused(String finding, Object... arguments) {
        return new DeploymentRejectedException(List.of(finding.formatted(arguments)), false);
    }

    /** {@return a refusal for good, for several reasons} */
    public static DeploymentRejectedException refused(List<String> findings) {
        return new DeploymentRejectedException(findings, false);
    }

    /** {@return a refusal for want of something that may still come} */
    public static DeploymentRejectedException waiting(List<String> findings) {
        return new DeploymentRejectedException(findings, true);
    }

    /** {@return the reasons, one sentence each} */
    public List<String> findings() {
        return findings;
    }

    /** {@return whether it is worth another trial when something else has come} */
    public boolean mayCome() {
        return mayCome;
    }
}
