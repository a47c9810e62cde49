import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

try {
    build.says("Using an external PostgreSQL", "settings.xml server 'shop-database'")
        .doesNotSay('Corr3ct-Horse-Battery')
        .leftNoFileWith('Corr3ct-Horse-Battery')
    def seed = build.summary('seed.json')
    assert seed.server.kind == 'external' && seed.server.user == 'shopkeeper' && seed.server.port == context.server.port()
    build.database(context.server) { db ->
        assert db.count('orders') == 2268 + 135 + 13 + 6
        assert db.value("select tableowner from pg_tables where tablename = 'orders'") == 'shopkeeper'
    }
} finally {
    context.server.close()
}

return true
