package org.clade.variant.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.clade.base.folder.FileStamp;
import org.clade.base.folder.WatchedFolder;

/**
 * The folder of the user's variants: {@code etc/variants} in the product, or the value of {@code clade.variants}.
 *
 * @param path the folder; it need not exist yet
 */
record RecipeFolder(Path path) {
    /** {@return the folder from the framework's properties, if set} */
    static Optional<RecipeFolder> named(UnaryOperator<String> properties) {
        return Optional.ofNullable(properties.apply("clade.variants"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(properties.apply("clade.home"))
                        .map(home -> Path.of(home, "etc", "variants")))
                .map(path -> new RecipeFolder(path.toAbsolutePath().normalize()));
    }

    /**
     * Lists the folder.
     *
     * @return the present recipe files, by path; none if the folder does not exist
     * @throws IOException if it cannot be read
     */
    Map<Path, FileStamp> look() throws IOException {
        return new WatchedFolder(path, "*.json").look();
    }

    /** {@return the file of a variant} */
    Path file(String name) {
        return path.resolve(name + ".json");
    }

    /** {@return the path of the recipe schema, relative to a file of this folder, if this is the product's folder} */
    Optional<String> schema() {
        return ofProduct() ? Optional.of("../recipe.schema.json") : Optional.empty();
    }

    private boolean ofProduct() {
        return path.endsWith(Path.of("etc", "variants"));
    }

    /** {@return the name of a file of this folder in messages} */
    String called(Path file) {
        int names = path.getNameCount();
        return ofProduct()
                ? path.subpath(names - 2, names).resolve(file.getFileName()).toString()
                : file.toString();
    }
}
