-- What the plugin has to remember to finish what it began. None of it belongs to the application.

CREATE TABLE brickhouse_seed (
    seed_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('loading', 'finishing', 'complete')),
    fingerprint text NOT NULL,
    settings text NOT NULL,
    generator_version int NOT NULL,
    plugin_version text NOT NULL,
    as_of date NOT NULL,
    total_orders bigint NOT NULL CHECK (total_orders >= 0),
    chunk_size bigint NOT NULL CHECK (chunk_size > 0),
    other_checksum bigint NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    completed_at timestamptz,
    checksum text
);
COMMENT ON TABLE brickhouse_seed IS
    'brickhouse-maven-plugin: one row for each seed, its settings and how far it is; not part of the application';
COMMENT ON COLUMN brickhouse_seed.fingerprint IS 'the same for two seeds that make the same rows';
COMMENT ON COLUMN brickhouse_seed.settings IS 'one key=value to a line';

COMMENT ON COLUMN brickhouse_seed.other_checksum IS 'the sum of the row hashes of all tables but orders, modulo 2^64';
COMMENT ON COLUMN brickhouse_seed.checksum IS 'the sum of all row hashes in hexadecimal digits, once the seed is complete';

CREATE TABLE brickhouse_chunk (
    seed_id bigint NOT NULL REFERENCES brickhouse_seed ON DELETE CASCADE,
    chunk_no int NOT NULL,
    first_order bigint NOT NULL,
    last_order bigint NOT NULL,
    loaded_at timestamptz,
    loaded_by uuid,
    checksum bigint,
    PRIMARY KEY (seed_id, chunk_no),
    CHECK (first_order <= last_order),
    CHECK ((loaded_at IS NULL) = (checksum IS NULL) AND (loaded_at IS NULL) = (loaded_by IS NULL))
);
CREATE INDEX brickhouse_chunk_open ON brickhouse_chunk (seed_id, chunk_no) WHERE loaded_at IS NULL;
COMMENT ON TABLE brickhouse_chunk IS
    'brickhouse-maven-plugin: the ranges of orders that a seed is loaded in, committed together with their rows; not part of the application';
COMMENT ON COLUMN brickhouse_chunk.last_order IS 'inclusive';
COMMENT ON COLUMN brickhouse_chunk.loaded_at IS 'null as long as the chunk is open';

COMMENT ON COLUMN brickhouse_chunk.loaded_by IS 'the run that loaded it; several can work on one seed';
COMMENT ON COLUMN brickhouse_chunk.checksum IS 'the sum of the hashes of its rows, modulo 2^64';

CREATE TABLE brickhouse_suspended (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name text NOT NULL,
    object_name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('index', 'primary key', 'unique', 'foreign key')),
    definition text NOT NULL,
    restored_at timestamptz,
    UNIQUE (table_name, object_name)
);
COMMENT ON TABLE brickhouse_suspended IS
    'brickhouse-maven-plugin: indexes and constraints put aside during a load, until they are back; not part of the application';
COMMENT ON COLUMN brickhouse_suspended.restored_at IS 'null as long as the object is put aside';
