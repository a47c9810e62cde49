import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(4, 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0').saysTimes(4, ' has stopped')
def north = build.summary('start-north.json').server
def south = build.summary('start-south.json').server
assert north.port != south.port
assert [south.database, south.user] == ['shop', 'shopkeeper']

return true
