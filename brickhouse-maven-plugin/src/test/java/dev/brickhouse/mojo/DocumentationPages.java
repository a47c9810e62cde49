package dev.brickhouse.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown that users read, and the blocks in it that they copy. */
final class DocumentationPages {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCED = Pattern.compile("(?ms)^( {0,3})```([^\\n]*)\\n(.*?)^\\1```$");

    private static final Pattern INDENTED = Pattern.compile("(?m)(?<=\\n\\n)(?: {4}.*\\n)+");

    /**
     * A block of code.
     *
     * @param page where it stands
     * @param language what stands behind the fence, such as xml or <code>sql duckdb</code>; empty for an indented block
     */
    record Block(Path page, String language, String text) {

        @Override
        public String toString() {
            return language + " in " + ROOT.relativize(page) + ":\n" + text;
        }
    }

    private DocumentationPages() {}

    static List<Path> all() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> site = Files.walk(Path.of("src/site").toAbsolutePath());
                Stream<Path> top = Files.list(ROOT)) {
            List<Path> pages = Stream.of(docs, site, top)
                    .flatMap(each -> each)
                    .filter(each -> each.toString().endsWith(".md"))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(20);
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blocks of all pages. */
    static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Path page : all()) {
            String text = read(page);
            for (MatchResult block : FENCED.matcher(text).results().toList()) {
                blocks.add(new Block(page, block.group(2), block.group(3)));
            }
            INDENTED.matcher(FENCED.matcher(text).replaceAll(""))
                    .results()
                    .forEach(block ->
                            blocks.add(new Block(page, "", block.group().replaceAll("(?m)^ {4}", ""))));
        }
        return blocks;
    }

    /** Those in one language. */
    static List<Block> blocks(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
