import dev.brickhouse.it.Build

context.server = new Build(basedir, postgresqlBinaries).startServer()
context.userProperties['brickhouse.port'] = context.server.port() as String
new File(basedir, 'target/brickhouse').text = 'no folder'
return true
