import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Cloned database postgres 2 times')
build.database { db -> assert db.count("pg_database where datname like 'postgres\\__'") == 2 }

return true
