import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Carried the business on from 2026-06-30 to 2026-07-14 in ')
build.says('The business already goes up to 2026-07-20; nothing was changed')
build.failedWith('already goes up to 2026-07-20, and brickhouse.advance.to is 2026-07-19, before that; nothing was changed; choose that day or a later one.')

return true
