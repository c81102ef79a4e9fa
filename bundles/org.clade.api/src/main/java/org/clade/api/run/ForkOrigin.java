package org.clade.api.run;

/**
 * The end of an epoch of another run, from which a run continues: a fork.
 *
 * @param run the folder of that run
 * @param epoch the epochs that it had done, at least 1
 * @param checkpoint its checkpoint of that moment, relative to the folder, with slashes
 * @param sha256 the checksum of the checkpoint, in hexadecimal digits
 */
public record ForkOrigin(String run, int epoch, String checkpoint, String sha256) {}
