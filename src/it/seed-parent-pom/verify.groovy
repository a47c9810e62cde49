import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

// the parent's words win over the defaults, and -D over the parent's
build.says('brickhouse-maven-plugin')

assert build.summary('shop', 'seed.json').asOf == '2026-11-24'
assert !build.left('target/brickhouse') && !build.left('plain/target/brickhouse')

build.database('shop') { db ->
    assert db.count('orders') == 2268 + 135 + 13
    assert db.count("orders where order_status = 'cancelled'") == 0
    assert db.value("select min(order_date) >= timestamp '2026-07-24' from orders")
    assert db.value("select min(order_date) < timestamp '2026-08-24' from orders")
}

return true
