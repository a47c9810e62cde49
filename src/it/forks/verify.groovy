import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Dropped postgres_3, postgres_4')
build.says('Dropped postgres_1, postgres_2')
assert build.summary('drop-clones.json').dropped == ['postgres_1', 'postgres_2']
build.database { db -> assert db.count("pg_database where datname like 'postgres\\__'") == 0 }

return true
