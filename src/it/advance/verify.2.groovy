import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

def advance = build.summary('advance.json')
assert advance.outcome == 'success'
assert advance.from == '2026-07-14'
assert advance.to == '2026-07-20'
assert advance.days == 6
assert advance.orders.placed > 0
assert advance.cases.sold > 0
assert build.summary('validate.json').outcome == 'success'

return true
