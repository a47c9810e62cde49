import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(1, 'brickhouse.dryRun is now called brickhouse.seed.dryRun; the old name will go in a later version.')
assert build.summary('seed-by-property.json').dryRun
assert !build.summary('seed-by-element.json').dryRun
build.database { db -> assert db.count('orders') == 2268 + 135 + 13 + 6 }

return true
