import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.failedWith('the password is wrong; check brickhouse.user and brickhouse.password, DB_PASSWORD or the <server> of brickhouse.serverId.')

return true
