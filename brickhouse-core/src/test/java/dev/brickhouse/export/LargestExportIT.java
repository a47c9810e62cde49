package dev.brickhouse.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brickhouse.catalog.Catalog;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;
import dev.brickhouse.seed.SeedFixture;
import dev.brickhouse.seed.SeedRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LargestExportIT {

    private static GeneratorSource source;

    @BeforeAll
    static void plan() {
        SeedRequest seed =
                SeedFixture.request(new OrderCounts(Integer.MAX_VALUE - 10, 5, 3, 2), LoadMethod.COPY, 1, 1_000);
        source = new GeneratorSource(seed, Catalog.standard());
    }

    @ParameterizedTest
    @EnumSource
    void filesCoverAsManyOrdersAsThereAreIds(ExportPartition partition) {
        ExportRequest request = new ExportRequest(
                ExportFormat.CSV, partition, Path.of("none"), null, null, 1_000_000, 1, false, false, "test");

        List<Part> parts = source.orders(source.firstOrder(), source.lastOrder(), request);

        assertThat(source.lastOrder()).isEqualTo(Integer.MAX_VALUE);
        assertThat(parts).hasSizeBetween(2_148, 2_200);
        long next = 1;
        for (Part part : parts) {
            assertThat(part.from()).isEqualTo(next);
            assertThat(part.to()).isGreaterThanOrEqualTo(next);
            assertThat(part.rows()).isEqualTo(part.to() - part.from() + 1);
            next = part.to() + 1;
        }
        assertThat(next).isEqualTo(2_147_483_648L);
    }
}
