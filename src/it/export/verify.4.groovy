import dev.brickhouse.it.Build

new Build(basedir, postgresqlBinaries).failedWith('holds an export with other settings: format is csv there and parquet here')

return true
