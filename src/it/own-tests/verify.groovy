import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('keeps running until brickhouse:stop or the end of this build', 'has stopped')
    .saysTimes(6, 'Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
    .saysTimes(3, 'Throwing away the data in')
def start = build.summary('start.json')
assert start.outcome == 'success' && start.server.kind == 'embedded' && start.server.url.startsWith('jdbc:postgresql://localhost:')
assert new File(basedir, 'target/brickhouse/start.env').text.contains("JDBC_URL=${start.server.url}\n")
assert build.summary('seed.json').server.kind == 'embedded'
assert build.summary('stop.json').outcome == 'success'
build.database { db -> assert db.count('orders') == 2268 + 135 + 13 + 6 }

return true
