import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(1, 'Skipped, because brickhouse.seed.skip is true')
    .doesNotSay('brickhouse.schema.skip', 'brickhouse.refresh-analytics.skip')

// the goals other than the skipped one have done their work
assert build.summary('schema.json').outcome == 'success'
assert build.summary('refresh-analytics.json').steps.size() == 3
assert !build.left('target/brickhouse/seed.json')
build.database { db -> assert db.count('orders') == 0 && db.count('products') == 0 }

return true
