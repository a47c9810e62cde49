import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

assert build.summary('restore.json').outcome == 'success'

// what the project and the invoker brought, and the one folder of a build
assert basedir.list().toList().toSet() - [
    'invoker.properties', 'verify.1.groovy', 'verify.groovy', 'build.log', '.mvn'
] == ['target'].toSet()

return true
