import dev.brickhouse.it.Build

new Build(basedir, postgresqlBinaries).database { db ->
    db.run('update inventory set reserved_cases = quantity_cases + 1 where inventory_id = 7')
    db.run('drop materialized view analytics.order_trends')
    db.run("update brickhouse_seed set state = 'loading'")
}
new File(basedir, '.mvn/maven.config').delete()

return true
