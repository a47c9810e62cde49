import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(3, 'Skipped, because brickhouse.skip is true').doesNotSay('PostgreSQL')
assert !build.left('target/brickhouse')

return true
