import dev.brickhouse.it.Build

context.server = new Build(basedir, postgresqlBinaries).startServer()
new File(basedir, '.env').text = """\
# where the shop's database is
DB_HOST=localhost
DB_PORT=${context.server.port()}
DB_NAME=shop
DB_SCHEMA=trade
DB_USER=shopkeeper
DB_PASSWORD="Corr3ct-Horse-Battery"
"""
return true
