import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

try {
    build.saysTimes(2, 'BUILD SUCCESS')
    assert !build.log().substring(context.said).contains('cannot be written')
    assert build.left('reports/TEST-brickhouse-validate.xml')
    build.database(context.server) { db -> assert db.count('orders') >= 2268 + 135 + 13 + 6 }
} finally {
    context.server.close()
}

return true
