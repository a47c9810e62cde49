import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Keeping 6 files that an earlier run with the same settings has completed')
def export = build.summary('export.json')
assert export.filesKept == 6
assert export.steps.find { it.name == 'write' }.rows == 1000
assert new File(basedir, 'target/brickhouse/export/orders/orders-0000001001-0000002000.csv').readLines().size() == 1001
new File(basedir, 'target/checksum').text = export.checksum

return true
