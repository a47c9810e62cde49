import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('A seed would write', 'Nothing was changed (dry run)', '121,').doesNotSay('rows/s')

def seed = build.summary('seed.json')
assert seed.dryRun && seed.outcome == 'success' && seed.steps.isEmpty()

build.database { db ->
    assert !db.has('orders') && !db.has('products')
    assert db.value("select count(*) from pg_namespace where nspname = 'analytics'") == 0
    assert db.value("select count(*) from pg_class where relnamespace = 'public'::regnamespace") == 0
}

return true
