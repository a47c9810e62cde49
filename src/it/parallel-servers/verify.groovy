import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Using the MultiThreadedBuilder').saysTimes(2, 'Creating the embedded PostgreSQL')

def digest = 'select md5(string_agg(o::text, null order by order_id)) from orders o'
def found = [:]
['north', 'south'].each { module ->
    build.database(module) { db ->
        assert db.count('orders') == 4537 + 271 + 27 + 12
        found[module] = db.value(digest)
    }
}
assert found.north != found.south : 'two seeds make two histories'

return true
