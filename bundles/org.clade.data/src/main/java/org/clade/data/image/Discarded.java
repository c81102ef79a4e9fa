package org.clade.data.image;

/** Receives images that are decoded only as a check. */
final class Discarded implements ImageRows {

    /** Discards all rows. */
    static final Discarded ROWS = new Discarded();

    private Discarded() {}

    @Override
    public void begin(int height, int width, int reduction) {
        // any size is valid
    }

    @Override
    public void take(byte[] planes, int top, int rows) {
        // not needed
    }
}
