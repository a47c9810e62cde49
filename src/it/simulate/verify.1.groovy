import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.failedWith('There is no seed in schema "public"; run brickhouse:seed first.')

return true
