import dev.brickhouse.it.Build

context.server = new Build(basedir, postgresqlBinaries).startServer()
context.userProperties['brickhouse.port'] = context.server.port() as String

new File(basedir, 'shop.env').text = 'DB_PASSWORD=Corr3ct-Horse-Battery\n'
new File(basedir, 'token').text = 'Corr3ct-Horse-Battery\n'
def pgpass = new File(basedir, 'pgpass')
pgpass.text = 'localhost:*:shop:shopkeeper:Corr3ct-Horse-Battery\n'
java.nio.file.Files.setPosixFilePermissions(pgpass.toPath(), java.nio.file.attribute.PosixFilePermissions.fromString('rw-------'))
return true
