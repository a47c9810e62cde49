import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

['seed', 'grant', 'maintain', 'backup'].each { assert build.summary(it + '.json').outcome == 'success' }
build.database { db ->
    assert db.count("pg_roles where rolname in ('api_service_account', 'analytics_user') and rolcanlogin") == 2
    assert db.value("select has_table_privilege('analytics_user', 'analytics.order_trends', 'select')")
    assert !db.value("select has_table_privilege('analytics_user', 'orders', 'insert')")
    db.run("delete from orders where order_id = 7")
}

def backups = new File(basedir, 'target/brickhouse/backups').listFiles().collect { it.name }.findAll { it.endsWith('.sql') }
assert backups.size() == 1
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = '-Dbrickhouse.restore.file=target/brickhouse/backups/' + backups[0] + '\n'

return true
