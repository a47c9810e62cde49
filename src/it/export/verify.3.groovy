import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

def export = build.summary('export.json')
assert export.source == 'database' && export.format == 'parquet' && export.verified
// the files of the generator, the rows of the seed and the files of the database are the same
def checksum = new File(basedir, 'target/checksum').text
assert export.checksum == checksum
build.saysTimes(4, 'Checksum of the contents: ' + checksum)
assert build.left('target/lake/products/products.parquet')
assert new File(basedir, 'target/lake/orders').list().toList().sort().first() == 'order_month=2025-11'

return true
