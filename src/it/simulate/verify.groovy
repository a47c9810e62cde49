import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Slower than brickhouse.simulate.maxP99 allows: p99 of list is ')
build.failedWith("brickhouse.simulate.mix names 'plcae' (did you mean place?), but it has to be the name of a mix (application, read-heavy, write-heavy, read-only, order-entry, dashboards) or a list such as place=20,list=5")
assert new File(basedir, 'target/brickhouse/simulate.html').text.contains('Slower than brickhouse.simulate.maxP99 allows: p99 of list is ')

return true
