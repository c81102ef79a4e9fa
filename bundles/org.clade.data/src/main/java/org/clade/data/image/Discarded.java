package org.clade.data.image;

/** For images that are decoded only to see whether they can be. */
final class Discarded implements ImageRows {

    /** Takes all and keeps nothing. */
    static final Discarded ROWS = new Discarded();

    private Discarded() {}

    @Override
    public void begin(int height, int width, int reduction) {
        // any size will do
    }

    @Override
    public void take(byte[] planes, int top, int rows) {
        // nobody needs them
    }
}
