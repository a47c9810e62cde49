import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

assert context.sentences.size() == 13
(context.sentences + [
    "brickhouse.months is 'abc', but it has to be a whole number from 1 to 120.",
    "brickhouse.seed.dryRun is 'yes', but it has to be true or false.",
    "brickhouse.layout is 'sharded', but it has to be one of: plain, partitioned, citus.",
    "Nothing says what to restore; name the file or directory that brickhouse:backup wrote with brickhouse.restore.file.",
]).each { build.failedWith(it) }

// a server was neither made nor asked
build.doesNotSay('Creating the embedded PostgreSQL', 'Could not connect')
assert !build.left('target/brickhouse/pg18')

return true
