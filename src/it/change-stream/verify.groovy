import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

// the one that the first validate has left, which writes too little, and the one of start
build.says('brickhouse.walLevel = logical (POM <walLevel>)').saysTimes(2, ' has stopped')
build.saysTimes(1, 'Creating the embedded PostgreSQL').saysTimes(1, 'Starting the embedded PostgreSQL')
build.failedWith("brickhouse.walLevel is 'fast' (-Dbrickhouse.walLevel), but it has to be one of: minimal, replica, logical.")

return true
