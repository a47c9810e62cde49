import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(2, '70 of 70 checks passed')
    .saysTimes(3, 'has lost its data directory since it was started, as mvn clean deletes it; another one is started')
    .doesNotSay('Could not look at the embedded server')
assert !build.left('target/brickhouse/pg18') : 'nothing starts a server after clean only to stop it'

return true
