package dev.brickhouse.cache;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.digest.Sha256;
import dev.brickhouse.seed.SeedRequest;
import dev.brickhouse.settings.ResolvedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The name of the entry for a seed: equal names, equal data directories. */
final class SeedKey {

    private SeedKey() {}

    /** @return empty if it cannot be told on what the seed depends */
    static Optional<String> of(ResolvedDatabase plan, SeedRequest request, Catalog catalog) throws IOException {
        MessageDigest digest = Sha256.begin();
        for (String part : List.of(
                request.pluginVersion(),
                request.cacheKeyText(catalog),
                plan.embedded().clusterDescription(),
                plan.schema().name(),
                plan.schema().analytics())) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return CodeDigest.addTo(digest) ? Optional.of(HexFormat.of().formatHex(digest.digest())) : Optional.empty();
    }
}
