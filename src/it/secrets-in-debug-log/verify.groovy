import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

try {
    // said by Maven once for each parameter, and by nobody else
    build.says('The password was given by -D or the POM, so Maven itself has printed it above')
    def printed = build.log().readLines().findAll { it.contains('Corr3ct-Horse-Battery') }
    assert !printed.isEmpty()
    assert printed.every { it =~ /^\[DEBUG\] +(\(f\) password = |.*-Dbrickhouse.password=|.*brickhouse.password)/ } : printed
    build.database(context.server) { db -> ['a', 'b', 'c', 'd', 'e'].each { assert db.count(it + '.orders') == 2268 + 135 + 13 + 6 } }
} finally {
    context.server.close()
}

return true
