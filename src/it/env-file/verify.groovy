import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

try {
    build.says('Using an external PostgreSQL, since brickhouse.host is set by DB_HOST in ', 'brickhouse.schema = trade (DB_SCHEMA in ')
        .doesNotSay('Corr3ct-Horse-Battery')
        .leftNoFileWith('Corr3ct-Horse-Battery')
    build.database(context.server) { db ->
        assert db.count('trade.orders') == 2268 + 135 + 13 + 6
        assert db.count('trade_analytics.order_trends') > 0
        assert !db.has('public.orders')
    }
} finally {
    context.server.close()
}

return true
