package dev.brickhouse.catalog;

import java.io.InputStream;

/** The resources beside the catalog's classes. */
final class CatalogFiles {

    private CatalogFiles() {}

    static InputStream open(String name) {
        InputStream content = CatalogFiles.class.getResourceAsStream(name);
        if (content == null) {
            throw new IllegalStateException(name + " is missing beside " + CatalogFiles.class.getName());
        }
        return content;
    }
}
