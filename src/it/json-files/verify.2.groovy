import dev.brickhouse.it.Build

new Build(basedir, postgresqlBinaries).database { db ->
    db.run('drop trigger refuse on orders')
    db.run('drop function refuse()')
    db.run('alter table stores add column telephone text')
}

return true
