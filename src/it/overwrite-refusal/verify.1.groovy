import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.database { db ->
    db.run("insert into stores (store_name, store_code, address, city, state, zip_code, region, store_type)"
        + " values ('My own', 'MINE', '1 First Street', 'Atlanta', 'GA', '30301', 'Southeast', 'Urban')")
}

return true
