import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Using the embedded PostgreSQL, since no server is configured', 'The embedded server stops with this build')
    // nothing will answer there any more
    .doesNotSay('psql -h localhost', 'jdbc:postgresql://localhost:')

def seed = build.summary('seed.json')
assert seed.goal == 'seed' && seed.outcome == 'success' && seed.problem == null
assert seed.asOf == '2026-11-24' && !seed.dryRun && !seed.resumed
assert seed.server.kind == 'embedded' && seed.server.version.startsWith('18.')
assert seed.schema == 'public' && seed.analyticsSchema == 'analytics'
assert seed.steps.find { it.name == 'products' }.rows == 156
assert seed.seconds > 0

def refresh = build.summary('refresh-analytics.json')
assert refresh.outcome == 'success'
assert refresh.steps*.name.toSet() == ['inventory_summary', 'order_trends', 'low_stock_alerts'] as Set

def schema = build.summary('schema.json')
assert schema.outcome == 'success' && schema.migrationsRun == 0

build.database { db ->
    assert db.count('products') == 156
    assert db.count('stores') == 26
    assert db.count('users') == 33
    assert db.count("inventory") > 156
    // a hundredth of 226,832 + 13,532 + 1,347 + 580
    assert db.count('orders') == 2268 + 135 + 13 + 6
    assert db.value('select max(order_date) < timestamp \'2026-11-24\' from orders')
    assert db.count('analytics.order_trends') > 0
}

return true
