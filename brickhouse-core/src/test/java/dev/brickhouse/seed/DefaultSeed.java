package dev.brickhouse.seed;

import dev.brickhouse.history.HistorySettings;
import dev.brickhouse.history.OrderCounts;
import dev.brickhouse.load.LoadMethod;

/** The pinned checksums of the default settings and of two smaller ones. */
final class DefaultSeed {

    /**
     * The checksum of the contents for the default settings as of {@link SeedFixture#AS_OF}. A new value means other
     * rows for the same settings, which needs a new {@code History.GENERATOR_VERSION} once there is a release with this
     * one.
     */
    static final String CHECKSUM = "50172b75cf2fd3f6";

    /** The same for a hundredth of the orders, which docs/recipes.md shows for tests. */
    static final String HUNDREDTH_CHECKSUM = "d7eeb1607e97e167";

    /** The same for {@link #small}. */
    static final String SMALL_CHECKSUM = "a0a689d072556822";

    private DefaultSeed() {}

    static SeedRequest request(LoadMethod method, int threads, long chunkSize) {
        return SeedFixture.request(HistorySettings.defaults(SeedFixture.AS_OF).counts(), method, threads, chunkSize);
    }

    /** What {@code -Dbrickhouse.scale=0.01} makes. */
    static SeedRequest hundredth() {
        return SeedFixture.request(
                HistorySettings.defaults(SeedFixture.AS_OF).counts().scaledBy(0.01), LoadMethod.COPY, 2, 1_000);
    }

    /** A request with every status in it that takes little time. */
    static SeedRequest small(LoadMethod method, int threads, long chunkSize) {
        return SeedFixture.request(new OrderCounts(5_200, 330, 60, 25), method, threads, chunkSize);
    }
}
