import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Cloned database postgres 4 times', 'Tests run: 4, Failures: 0, Errors: 0, Skipped: 0')
def clones = build.summary('start.json').clones
assert clones*.database == ['postgres_1', 'postgres_2', 'postgres_3', 'postgres_4']
assert build.summary('seed.json').clones == clones
assert new File(basedir, 'target/brickhouse/start.env').text.contains("JDBC_URL_4=${clones[3].url}\n")
build.database { db ->
    assert db.count('orders') == 2268 + 135 + 13 + 6
    assert db.count("pg_tables where tablename like 'made_by_%'") == 0
    assert db.count("pg_database where datname like 'postgres\\__'") == 4
}

return true
