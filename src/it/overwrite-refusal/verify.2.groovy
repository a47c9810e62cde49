import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.failedWith('brickhouse.overwrite')
assert build.summary('seed.json').problem.contains('brickhouse.overwrite')
build.database { db -> assert db.count('stores') == 1 && db.count('orders') == 0 }

return true
