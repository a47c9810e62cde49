import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

// what is left are the script runner's own lines and the color codes that Maven ends with
def said = build.log().replaceAll('\u001b\\[[0-9;]*m', '').readLines().findAll { !it.isBlank() && !it.startsWith('Running ') && !it.startsWith('Finished ') }
assert said.isEmpty() : said

build.database { db -> assert db.count('orders') == 2268 + 135 + 13 + 6 }

return true
