package dev.brickhouse.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EntryStoreTest {

    private static final int KILOBYTE = 1024;
    private static final Map<String, String> FACTS = Map.of("fingerprint", "abc");

    @TempDir
    Path temporary;

    private Path cache;
    private Path cluster;
    private EntryStore store;

    @BeforeEach
    void makeACluster() throws IOException {
        cache = temporary.resolve("cache");
        cluster = cluster("cluster", 3 * KILOBYTE);
        store = store(100);
    }

    @Test
    void anEntryIsCopiedWithItsEmptyDirectories() throws IOException {
        assertThat(store.put(key(1), FACTS, cluster)).hasValue(3L * KILOBYTE + "18\n".length() + "control".length());
        CacheManifest found = store.find(key(1)).orElseThrow();

        assertThat(found.facts()).isEqualTo(FACTS);
        Path copy = temporary.resolve("copy");
        assertThat(store.copy(key(1), found, copy)).isEqualTo(EntryStore.Copied.YES);
        assertThat(copy.resolve("pg_notify")).isEmptyDirectory();
        assertThat(copy.resolve("base/5/16384")).hasSameBinaryContentAs(cluster.resolve("base/5/16384"));
        assertThat(copy.resolve("PG_VERSION")).hasContent("18\n");
        assertThat(copy.resolve("postmaster.opts")).doesNotExist();
    }

    @Test
    void aClusterBehindALinkIsCopied() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), cluster);

        assertThat(store.put(key(1), FACTS, link)).isEqualTo(store.put(key(2), FACTS, cluster));

        assertThat(store.find(key(1)).orElseThrow().files())
                .containsExactlyInAnyOrderElementsOf(
                        store.find(key(2)).orElseThrow().files());
    }

    @Test
    void whatIsNoClusterIsNeverKept() throws IOException {
        Files.delete(cluster.resolve("global/pg_control"));

        assertThatIOException()
                .isThrownBy(() -> store.put(key(1), FACTS, cluster))
                .withMessageEndingWith("is not a whole data directory");

        assertThat(cache).isEmptyDirectory();
    }

    /** As an earlier version has kept it. */
    @Test
    void anEntryWithoutAClusterIsRemoved() throws IOException {
        Path entry = Files.createDirectories(entry(1).resolve("data")).getParent();
        new CacheManifest("1", FACTS, List.of(), List.of()).write(entry.resolve("manifest"));

        assertThat(store.find(key(1))).isEmpty();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(store.find(key(1))).isEmpty();
    }

    @Test
    void aDamagedFileIsNoticedAndItsEntryRemoved() throws IOException {
        store.put(key(1), FACTS, cluster);
        CacheManifest found = store.find(key(1)).orElseThrow();
        Path file = entry(1).resolve("data/base/5/16384");
        byte[] contents = Files.readAllBytes(file);
        contents[KILOBYTE] ^= 1;
        Files.write(file, contents);

        assertThat(store.copy(key(1), found, temporary.resolve("copy"))).isEqualTo(EntryStore.Copied.DAMAGED);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aMissingFileIsNoticed() throws IOException {
        store.put(key(1), FACTS, cluster);
        CacheManifest found = store.find(key(1)).orElseThrow();
        Files.delete(entry(1).resolve("data/PG_VERSION"));

        assertThat(store.copy(key(1), found, temporary.resolve("copy"))).isEqualTo(EntryStore.Copied.DAMAGED);
    }

    @Test
    void anEntryWithHalfAManifestIsNone() throws IOException {
        store.put(key(1), FACTS, cluster);
        Path manifest = entry(1).resolve("manifest");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(0, text.length() / 2));

        assertThat(store.find(key(1))).isEmpty();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void anEntryThatAnotherProcessRemovesMeanwhileIsNotTakenForDamaged() throws IOException {
        store.put(key(1), FACTS, cluster);
        CacheManifest found = store.find(key(1)).orElseThrow();
        Files.move(entry(1), temporary.resolve("removed"));

        assertThat(store.copy(key(1), found, temporary.resolve("copy"))).isEqualTo(EntryStore.Copied.NO_ENTRY);
    }

    @Test
    void anEntryReplacesOneWithTheSameKey() throws IOException {
        store.put(key(1), FACTS, cluster);
        store.put(key(1), Map.of("fingerprint", "other"), cluster);

        assertThat(store.find(key(1)).orElseThrow().facts()).containsEntry("fingerprint", "other");
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        EntryStore small = store(10);
        for (int i = 1; i <= 3; i++) {
            small.put(key(i), FACTS, cluster);
            Files.setLastModifiedTime(entry(i), FileTime.from(Instant.now().minus(Duration.ofMinutes(10 - i))));
        }
        small.copy(key(1), small.find(key(1)).orElseThrow(), temporary.resolve("copy"));

        small.put(key(4), FACTS, cluster);

        assertThat(entries()).containsExactlyInAnyOrder(key(1), key(3), key(4));
    }

    @Test
    void noMoreThanTenAreKept() throws IOException {
        for (int i = 1; i <= 12; i++) {
            store.put(key(i), FACTS, cluster);
            Files.setLastModifiedTime(entry(i), FileTime.from(Instant.now().minus(Duration.ofMinutes(20 - i))));
        }
        assertThat(entries()).hasSize(10).doesNotContain(key(1), key(2));
    }

    @Test
    void whatTakesMoreThanHalfOfTheCacheIsNotKept() throws IOException {
        assertThat(store(5).put(key(1), FACTS, cluster)).isEmpty();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aClusterWithALinkToATablespaceIsNotKept() throws IOException {
        Files.createSymbolicLink(cluster.resolve("pg_notify/16400"), temporary);

        assertThatThrownBy(() -> store.put(key(1), FACTS, cluster))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("is neither a file nor a directory");
        assertThat(entries()).isEmpty();
    }

    @Test
    void whatAnInterruptedProcessLeftGoesAnHourLater() throws IOException {
        Path abandoned = Files.createDirectories(cache.resolve("aside-1/" + key(1)));
        Path underWay = Files.createDirectories(cache.resolve("aside-2"));
        Files.setLastModifiedTime(
                abandoned.getParent(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        store.put(key(2), FACTS, cluster);

        assertThat(abandoned.getParent()).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    @Timeout(60)
    void whoReadsWhatOthersMakeAndRemoveGetsAllOfItOrNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger stillReading = new AtomicInteger(2);
        try {
            // too small for both entries, so that making one removes the other
            Callable<Void> making = () -> {
                for (int i = 0; stillReading.get() > 0; i++) {
                    store(7).put(key(i % 2), FACTS, cluster);
                }
                return null;
            };
            Callable<Void> reading = () -> {
                try {
                    int copied = 0;
                    for (int i = 0; copied < 20; i++) {
                        Path copy = Files.createTempDirectory(temporary, "copy").resolve("data");
                        Optional<CacheManifest> found = store.find(key(i % 2));
                        if (found.isPresent()) {
                            EntryStore.Copied result = store.copy(key(i % 2), found.get(), copy);
                            assertThat(result).isNotEqualTo(EntryStore.Copied.DAMAGED);
                            if (result == EntryStore.Copied.YES) {
                                assertThat(copy.resolve("base/5/16384"))
                                        .hasSameBinaryContentAs(cluster.resolve("base/5/16384"));
                                copied++;
                            }
                        }
                    }
                    return null;
                } finally {
                    stillReading.decrementAndGet();
                }
            };
            for (Future<Void> each : threads.invokeAll(List.of(making, making, reading, reading))) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private EntryStore store(int kilobytes) {
        return new EntryStore(new SeedCacheSettings(cache, (long) kilobytes * KILOBYTE));
    }

    private Path entry(int number) {
        return cache.resolve(key(number));
    }

    private static String key(int number) {
        return "%064x".formatted(number);
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }

    private Path cluster(String name, int bytes) throws IOException {
        Path made = temporary.resolve(name);
        Files.createDirectories(made.resolve("base/5"));
        Files.createDirectories(made.resolve("pg_notify"));
        Files.createDirectories(made.resolve("pg_wal"));
        byte[] contents = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            contents[i] = (byte) (i * 31);
        }
        Files.write(made.resolve("base/5/16384"), contents);
        Files.writeString(made.resolve("PG_VERSION"), "18\n");
        Files.createDirectory(made.resolve("global"));
        Files.writeString(made.resolve("global/pg_control"), "control");
        Files.writeString(made.resolve("postmaster.opts"), "postgres");
        return made;
    }
}
