package org.clade.variant.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clade.base.folder.FileStamp;
import org.clade.base.folder.WatchedFolder;

/**
 * The folder of the user's variants, {@code etc/variants} in the product, or what {@code clade.variants} names.
 *
 * @param path the folder; it need not be there yet
 */
record RecipeFolder(Path path) {
    /** {@return the folder that the framework's properties name, if they name one} */
    static Optional<RecipeFolder> named(UnaryOperator<String> properties) {
        return Optional.ofNullable(properties.apply("clade.variants"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(properties.apply("clade.home"))
                        .map(home -> Path.of(home, "etc", "variants")))
                .map(path -> new RecipeFolder(path.toAbsolutePath().normalize()));
    }

    /**
     * Looks at the folder.
     *
     * @return the recipe files that are there now, by path; none if there is no folder
     * @throws IOException if it cannot be read
     */
    Map<Path, FileStamp> look() throws IOException {
        return new WatchedFolder(path, "*.json").look();
    }

    /** {@return the file that a variant is saved in} */
    Path file(String name) {
        return path.resolve(name + ".json");
    }

    /** {@return where the schema of recipes is, as seen from a file of this folder, if this is the product's folder} */
    Optional<String> schema() {
        return ofProduct() ? Optional.of("../recipe.schema.json") : Optional.empty();
    }

    private boolean ofProduct() {
        return path.endsWith(Path.of("etc", "variants"));
    }

    /** {@return what messages call a file of this folder} */
    String called(Path file) {
        int names = path.getNameCount();
        return ofProduct()
                ? path.subpath(names - 2, names).resolve(file.getFileName()).toString()
                : file.toString();
    }
}
