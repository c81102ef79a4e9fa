package org.clade.backbone.vit;

/** Which tokens are the features. */
enum TokenPooling {
    /** The class token. */
    CLASS("class", "class token", 1),
    /** The mean of the tokens of all patches. */
    MEAN("mean", "mean of the patch tokens", 1),
    /** The class token, then the mean. */
    CLASS_AND_MEAN("class+mean", "class token and mean of the patch tokens", 2);

    private final String word;
    private final String meaning;
    private final int vectors;

    TokenPooling(String word, String meaning, int vectors) {
        this.word = word;
        this.meaning = meaning;
        this.vectors = vectors;
    }

    /** {@return what the features are, in words} */
    String meaning() {
        return meaning;
    }

    /** {@return how many token widths a feature vector has} */
    int vectors() {
        return vectors;
    }

    /** {@return the word in recipes} */
    @Override
    public String toString() {
        return word;
    }
}
