import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('BUILD FAILURE').doesNotSay('\tat ', 'Caused by: ')
    .doesNotSay('Horse-Battery').leftNoFileWith('Horse-Battery')
assert build.summary('restore.json').outcome == 'success'
assert build.summary('validate.json').outcome == 'success'
build.database { db -> assert db.count('orders where order_id = 7') == 1 }

return true
