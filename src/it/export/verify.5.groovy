import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.failedWith('DuckDB, which writes Parquet and reads files back, could not be resolved as the Maven artifact'
    + ' org.duckdb:duckdb_jdbc:jar:0.0.0; check the version in brickhouse.export.duckDbVersion, run once without --offline')
assert !build.left('target/other/products')

return true
