import dev.brickhouse.it.Build

new Build(basedir, postgresqlBinaries).failedWith("brickhouse.export.from is 'twelve', but it has to be an order number from 1 to")

return true
