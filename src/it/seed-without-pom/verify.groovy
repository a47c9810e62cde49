import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

assert build.summary('seed.json').server.version.startsWith('14.')

// the data is where a project would have it, below the folder in which Maven was started
build.databaseIn('target/brickhouse/pg14') { db ->
    assert db.count('"my-shop".orders') > 2000
    assert db.count('"my-shop_analytics".order_trends') > 0
}

return true
