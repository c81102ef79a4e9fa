package org.clade.table.trial;

/**
 * What decides the numbers of a run. Two runs with the same identity have the same numbers on the same machine.
 *
 * @param recipe the hash of its recipe
 * @param images the data set and which of its images
 * @param limit the largest number of images; 0 for all
 * @param seed the seed
 * @param precision the precision of the network
 */
record RunIdentity(String recipe, String images, int limit, long seed, String precision) {

    private static final String NOISE = "noise(";

    /**
     * The name of images in an identity.
     *
     * @param requested the data set as it was asked for
     * @param name the data set's name
     * @param protocol which of its images, in words
     * @return the name; of made-up images all options
     */
    static String images(String requested, String name, String protocol) {
        return requested.startsWith(NOISE) ? requested : name + " " + protocol;
    }
}
