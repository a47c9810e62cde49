import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(2, 'Skipped in this module, because brickhouse.runOnlyAtExecutionRoot is true')
    .saysTimes(1, 'Creating the embedded PostgreSQL')
assert !build.left('orders/target') && !build.left('stock/target')
build.database { db -> assert db.count('orders') == 2268 + 135 + 13 + 6 }

return true
