import dev.brickhouse.it.Build

context.server = new Build(basedir, postgresqlBinaries).startServer()
context.userProperties['brickhouse.port'] = context.server.port() as String
return true
