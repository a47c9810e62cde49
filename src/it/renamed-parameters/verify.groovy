import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(4, '[WARNING] brickhouse.dryRun is now called brickhouse.seed.dryRun;')
    .saysTimes(1, '[WARNING] brickhouse.refresh.concurrently is now called brickhouse.refresh-analytics.concurrently;')
    .saysTimes(1, '[WARNING] brickhouse.maintain.refresh is now called brickhouse.maintain.refreshAnalytics;')
    .saysTimes(1, '[WARNING] brickhouse.simulate.patience is now called brickhouse.simulate.reconnectTimeout;')
    .saysTimes(2, '[WARNING] <patience> is now called <reconnectTimeout>; the old name will go in a later version.')
assert build.summary('maintain.json').relations.any { it.done.contains('refreshed') }
assert build.summary('simulate.json').outcome == 'success'
assert build.summary('seed-by-property.json').dryRun
assert build.summary('seed-by-element.json').dryRun
build.database { db ->
    assert db.value("select count(*) from pg_index where indrelid = 'analytics.low_stock_alerts'::regclass and indisunique") == 1
}

[
    "brickhouse.seed.dryRun is 'false', but brickhouse.dryRun, its old name, is 'true'; remove brickhouse.dryRun.",
    "brickhouse.dryRun is 'yes', but it has to be true or false.",
    "brickhouse.simulate.reconnectTimeout is 'a while'",
].each { build.failedWith(it) }

return true
