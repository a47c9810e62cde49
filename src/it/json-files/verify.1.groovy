import dev.brickhouse.it.Build

new Build(basedir, postgresqlBinaries).database { db ->
    db.run("""update orders set product_id = 1
               where product_id between 2 and 20 or product_id < 60 and date_trunc('week', order_date) = date '2026-03-02'""")
    db.run('create function refuse() returns trigger language plpgsql as $$begin raise exception $m$no cancellations today$m$; end$$')
    db.run("create trigger refuse before update on orders for each row when (new.order_status = 'cancelled') execute function refuse()")
}

return true
