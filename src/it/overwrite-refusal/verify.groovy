import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.database { db ->
    assert db.count("stores where store_code = 'MINE'") == 0
    assert db.count('stores') == 26 && db.count('orders') == 2268 + 135 + 13 + 6
}

return true
