package org.clade.api.deploy;

/** The state of a user's bundle. */
public enum DeployState {
    /** Clade is checking it; its parts are not visible yet. */
    CHECKING,
    /** It passed; its parts are available. */
    SERVING,
    /** A requirement is missing; Clade tries again when another bundle comes or goes. */
    WAITING,
    /** It did not pass; its parts are not visible. */
    REFUSED
}
