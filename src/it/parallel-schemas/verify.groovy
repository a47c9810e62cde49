import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Using the MultiThreadedBuilder').saysTimes(1, 'Creating the embedded PostgreSQL')

build.databaseIn('target/shared-database') { db ->
    ['north', 'south'].each { schema ->
        assert db.count(schema + '.orders') == 4537 + 271 + 27 + 12
        assert db.count(schema + '_analytics.order_trends') > 0
    }
    assert db.value('select (select sum(quantity_cases) from north.orders) <> (select sum(quantity_cases) from south.orders)')
    assert !db.has('public.orders')
}

return true
