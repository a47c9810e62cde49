package dev.brickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintTest {

    /** As the programs of several versions print it; a bar stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            pg_dump: error: Dumping the contents of table "products" failed: PQgetResult() failed.|pg_dump: detail: Error message from server: ERROR:  invalid byte sequence for encoding "UTF8": 0xe9|CONTEXT:  x|pg_dump: detail: Command was: COPY public.products (product_id) TO stdout; => pg_dump: error: Dumping the contents of table "products" failed: PQgetResult() failed: ERROR: invalid byte sequence for encoding "UTF8": 0xe9
            pg_dump: error: Dumping the contents of table "t" failed: PQgetResult() failed.|pg_dump: error: Error message from server: ERROR:  invalid byte sequence|pg_dump: error: The command was: COPY public.t TO stdout => pg_dump: error: Dumping the contents of table "t" failed: PQgetResult() failed: ERROR: invalid byte sequence
            pg_dump: last built-in OID is 16383|pg_dump: error: query failed: ERROR:  permission denied for table t|pg_dump: detail: Query was: LOCK TABLE public.t IN ACCESS SHARE MODE => pg_dump: error: query failed: ERROR: permission denied for table t
            pg_dump: error: aborting because of server version mismatch|pg_dump: detail: server version: 18.6; pg_dump version: 15.18 => pg_dump: error: aborting because of server version mismatch: server version: 18.6; pg_dump version: 15.18
            pg_restore: error: unrecognized data block|pg_restore: hint: Try "pg_restore --help" for more information. => pg_restore: error: unrecognized data block; Try "pg_restore --help" for more information
            psql: error: connection to server at "h" (10.0.0.1), port 1 failed: FATAL:  database "d" does not exist|DETAIL:  It seems to have just been dropped or renamed. => psql: error: connection to server at "h" (10.0.0.1), port 1 failed: FATAL: database "d" does not exist: It seems to have just been dropped or renamed
            pg_dump: error: first|pg_dump: error: second|pg_dump: detail: of the second => pg_dump: error: first
            pg_dump: warning: circular|pg_dump: detail: orders|pg_dump: hint: You might not be able.|pg_dump: error: disk full => pg_dump: error: disk full
            no error|at all => no error
            ` ` => it gave no reason
            """)
    void isReadWithItsCause(String said, String complaint) {
        assertThat(Complaint.first(said.replace('|', '\n'))).isEqualTo(complaint);
    }
}
