package dev.brickhouse.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What holds of the layout of every page: nothing is cut off, at any width, in light and dark, and on paper. */
public final class PageLayout {

    /** A4 without margins of 12 mm, in pixels. */
    private static final int PAPER_WIDTH = 703;

    /** The elements whose content is wider than they are, save those that scroll; and the page itself. */
    private static final String CUT_OFF = """
            [document.documentElement, ...document.querySelectorAll("body *")]
                .filter(each => each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1
                    && !(getComputedStyle(each).overflowX === "auto" && each.parentElement.matches(".scrolling")))
                .map(each => `${each.tagName} ${each.className}: ${each.scrollWidth} in ${each.clientWidth}`)""";

    private static final String OUTSIDE_ITS_CARD = """
            [...document.querySelectorAll(".card table, .card canvas")]
                .filter(each => !each.closest(".scroll")
                    && each.getBoundingClientRect().right > each.closest(".card").getBoundingClientRect().right)
                .map(each => each.getAttribute("aria-label"))""";

    private PageLayout() {}

    public static void requireNothingCutOff(BrowserTab tab, Path page) throws IOException, InterruptedException {
        for (int width : new int[] {400, 800, 1000, 1100, 1400}) {
            for (boolean dark : new boolean[] {false, true}) {
                tab.resize(width, dark);
                tab.open(page);

                assertThat(tab.evaluate(CUT_OFF))
                        .as("cut off at %d pixels", width)
                        .isEqualTo(List.of());
                assertThat(tab.evaluate(OUTSIDE_ITS_CARD))
                        .as("larger than its card at %d pixels", width)
                        .isEqualTo(List.of());
            }
        }
        tab.resize(PAPER_WIDTH, true);
        tab.open(page);
        tab.print();

        assertThat(tab.evaluate(CUT_OFF)).as("cut off on paper").isEqualTo(List.of());
        assertThat(tab.evaluate(OUTSIDE_ITS_CARD))
                .as("larger than its card on paper")
                .isEqualTo(List.of());
    }
}
