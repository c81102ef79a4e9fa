package org.clade.api.deploy;

/** Where a user's bundle stands. */
public enum DeployState {
    /** It is being checked; nobody sees its parts yet. */
    CHECKING,
    /** It passed; its parts are there. */
    SERVING,
    /** It lacks something that may still come; it is tried again when another bundle comes or goes. */
    WAITING,
    /** It did not pass; nobody sees its parts. */
    REFUSED
}
