import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.saysTimes(4, 'Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
build.database { db -> assert db.count('retail.orders') == 2268 + 135 + 13 + 6 && db.count('public.reviews') == 2268 }

return true
