import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

def export = build.summary('export.json')
assert export.outcome == 'success' && export.source == 'generator' && !export.verified
assert export.tables.collectEntries { [it.table, it.rows] }.orders == 2268 + 135 + 13 + 6
assert !build.left('target/brickhouse/pg18')
build.says('Exported the seed ' + export.fingerprint + ' as csv', 'Checksum of the contents: ' + export.checksum)

def orders = new File(basedir, 'target/brickhouse/export/orders').list().toList().sort()
assert orders == ['0000000001-0000001000', '0000001001-0000002000', '0000002001-0000002422'].collect { "orders-${it}.csv" }
assert new File(basedir, 'target/brickhouse/export/orders/' + orders[1]).delete()

return true
