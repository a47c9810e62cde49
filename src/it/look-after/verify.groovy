import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('BUILD FAILURE').doesNotSay('\tat ', 'Caused by: ')
    .doesNotSay('Horse-Battery').leftNoFileWith('Horse-Battery')
assert build.summary('restore.json').outcome == 'success'
assert build.summary('validate.json').outcome == 'success'
def backup = build.summary('backup.json')
assert new File(backup.backup).isFile() && backup.content == 'full' && backup.format == 'plain'
assert build.summary('restore.json').backup == backup.backup
assert build.summary('grant.json').accounts == ['api_service_account', 'analytics_user']
assert build.summary('maintain.json').relations*.name.contains('"public"."orders"')
build.database { db ->
    assert db.value("select relkind from pg_class where oid = 'orders'::regclass") == 'p'
    assert db.count('orders where order_id = 7') == 1
    assert db.count('orders') == backup.tables.find { it.table == 'orders' }.rows
}

return true
