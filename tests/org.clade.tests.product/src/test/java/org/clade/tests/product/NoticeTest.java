package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of third-party software in the product. */
class NoticeTest {

    @Test
    void theRepositorysCopyIsTheProductsOwn() throws IOException {
        assertEquals(
                Files.readString(delivered()),
                Files.readString(Product.assembled().resolve("../../../NOTICE")),
                "copy product/target/notice/NOTICE to the root of the repository");
    }

    @Test
    void everyBundleOfOthersIsNamed() throws IOException {
        String notice = Files.readString(delivered());
        try (Stream<Path> jars = Files.list(delivered().resolveSibling("bundles"))) {
            List<String> unnamed = jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> !name.startsWith("org.clade."))
                    .map(name -> name.replaceFirst("-(\\d.*)\\.jar$", " $1"))
                    .filter(library -> !notice.contains(":" + library + "\n"))
                    .toList();
            assertEquals(List.of(), unnamed);
        }
    }

    private static Path delivered() {
        return Product.assembled().resolve("NOTICE");
    }
}
