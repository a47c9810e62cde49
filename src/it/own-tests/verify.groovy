import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('The embedded server runs on port', 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0', 'has stopped')
assert build.summary('start.json').outcome == 'success'
assert build.summary('seed.json').server.kind == 'embedded'
assert build.summary('stop.json').outcome == 'success'
build.database { db -> assert db.count('orders') == 2268 + 135 + 13 + 6 }

return true
