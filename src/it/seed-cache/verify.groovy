import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

// the first build makes the seed and keeps it, both builds after a clean of the second one copy it
build.saysTimes(1, 'Kept a copy of').saysTimes(1, 'Seeded ').saysTimes(2, 'Copied the seed')
def seed = build.summary('seed.json')
assert seed.outcome == 'success' && seed.cache == 'used' && seed.asOf == '2026-11-24'
assert seed.server.kind == 'embedded' && seed.server.port > 0 && seed.steps.isEmpty()
build.saysTimes(3, '70 of 70 checks passed')

// a copy needs no server; validate starts it, and the goals after that use it
build.says('Its embedded server does not run; start it with: mvn dev.brickhouse:brickhouse-maven-plugin:')
    .saysTimes(2, 'Creating the embedded PostgreSQL')
    .saysTimes(2, 'Starting the embedded PostgreSQL')
    .saysTimes(2, 'Using the embedded PostgreSQL 18 on port')
    .doesNotSay('Ended the embedded server')
assert !build.left('target/brickhouse/pg18/postmaster.pid') : 'no server outlives its build'
assert new File(basedir, 'cache').list().size() == 1
build.database { db -> assert db.count('orders') == 2268 + 135 + 13 + 6 }

return true
