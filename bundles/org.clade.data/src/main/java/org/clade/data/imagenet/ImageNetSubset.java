package org.clade.data.imagenet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A subset of the classes of ILSVRC-2012, as DAC's authors published it (github.com/vector-1127/DAC, Datasets_description). */
enum ImageNetSubset {
    /** ImageNet-10, the same ten in MMDC's code. */
    IMAGENET_10(
            "imagenet-10",
            "ImageNet-10",
            "n02056570 king penguin",
            "n02085936 Maltese dog",
            "n02128757 snow leopard",
            "n02690373 airliner",
            "n02692877 airship",
            "n03095699 container ship",
            "n04254680 soccer ball",
            "n04285008 sports car",
            "n04467665 trailer truck",
            "n07747607 orange"),
    /** ImageNet-Dog, fifteen breeds. */
    IMAGENET_DOG_15(
            "imagenet-dog-15",
            "ImageNet-Dog-15",
            "n02085936 Maltese dog",
            "n02086646 Blenheim spaniel",
            "n02088238 basset",
            "n02091467 Norwegian elkhound",
            "n02097130 giant schnauzer",
            "n02099601 golden retriever",
            "n02101388 Brittany spaniel",
            "n02101556 clumber",
            "n02102177 Welsh springer spaniel",
            "n02105056 groenendael",
            "n02105412 kelpie",
            "n02105855 Shetland sheepdog",
            "n02107142 Doberman",
            "n02110958 pug",
            "n02112137 chow");

    /** The number of images of each class in both papers. */
    static final int IMAGES_PER_CLASS = 1300;

    private final String id;
    private final String title;
    private final List<String> classes;

    ImageNetSubset(String id, String title, String... classes) {
        this.id = id;
        this.title = title;
        this.classes = List.of(classes);
    }

    /** {@return the subset of a name} */
    static Optional<ImageNetSubset> of(String id) {
        return Arrays.stream(values()).filter(set -> set.id.equals(id)).findFirst();
    }

    /** {@return the names of all} */
    static List<String> ids() {
        return Arrays.stream(values()).map(ImageNetSubset::id).toList();
    }

    /** {@return the name in options} */
    String id() {
        return id;
    }

    /** {@return the name in the papers} */
    String title() {
        return title;
    }

    /** {@return the WordNet ids of the classes, the names of their folders} */
    Stream<String> wordNetIds() {
        return classes.stream().map(line -> line.substring(0, line.indexOf(' ')));
    }

    /** {@return the names of the classes} */
    List<String> names() {
        return classes.stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }
}
