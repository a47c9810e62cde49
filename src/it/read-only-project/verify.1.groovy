import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

// the summaries of three goals, the files of simulate and the report of validate
build.saysTimes(1, 'BUILD SUCCESS').saysTimes(5, 'cannot be written; make its directory writable')
context.said = build.log().length()

return true
