import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(2, ' has stopped')
assert build.left('target/classes/com/example/OpenOrders.class')
assert build.left('target/generated-sources/jooq/com/example/retail/tables/Orders.java')

return true
