import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.failedWith("brickhouse.simulate.mix names 'plcae' (did you mean place?), but it has to be the name of a mix (application, read-heavy, write-heavy, read-only, order-entry, dashboards) or a list such as place=20,list=5")

return true
