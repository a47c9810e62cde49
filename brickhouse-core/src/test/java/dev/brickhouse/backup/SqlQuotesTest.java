package dev.brickhouse.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlQuotesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'it''s', 'a\\';",
                "SELECT E'it\\'s', E'it''s \\' x', e'\\\\';",
                "SELECT name'a\\';",
                "SELECT \"a\"\"'b\", '\"';",
                "-- it's a comment",
                "/* it's /* nested */ still ' one */ SELECT 1;",
                "SELECT $$it's$$, $a$ $$ ' $a$, $1, a$b$c;",
                "SELECT U&'d\\0061t', B'1';",
                "\\restrict it's"
            })
    void aWholeLineLeavesNothingOpen(String line) {
        SqlQuotes quotes = new SqlQuotes();

        quotes.read(line + "\n");

        assertThat(quotes.outside()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'it''s",
                "SELECT E'it\\'",
                "SELECT \"a\"\"",
                "SELECT $a$ $$",
                "SELECT $function$",
                "/* /* */"
            })
    void whatIsOpenStaysOpenInTheNextLine(String line) {
        SqlQuotes quotes = new SqlQuotes();

        quotes.read(line + "\n");
        quotes.read("CREATE SCHEMA public;\n");

        assertThat(quotes.outside()).isFalse();
    }

    @Test
    void aScriptWhoseStringsKnowBackslashesIsReadByThem() {
        SqlQuotes quotes = new SqlQuotes();

        quotes.read("SET standard_conforming_strings = off;\n");
        quotes.read("SELECT 'it\\'s\n");
        assertThat(quotes.outside()).isFalse();
        quotes.read("\\\\';\n");
        assertThat(quotes.outside()).isTrue();
    }
}
