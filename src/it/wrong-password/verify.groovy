import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

try {
    build.doesNotSay('Wr0ng-Horse-Battery').leftNoFileWith('Wr0ng-Horse-Battery')
    def seed = build.summary('seed.json')
    assert seed.outcome == 'failure' && seed.problem.contains('the password is wrong')
    build.database(context.server) { db -> assert !db.has('orders') }
} finally {
    context.server.close()
}

return true
