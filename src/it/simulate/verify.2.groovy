import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

def simulate = build.summary('simulate.json')
assert simulate.outcome == 'success' && simulate.problems == []
assert simulate.settings.rate == 400 && simulate.settings.pattern == 'history' && simulate.settings.clock == 1440
assert simulate.settings.maxP99 == [:] && simulate.settings.maxErrors == 1
def operations = simulate.operations.collectEntries { [it.operation, it] }
assert operations.place.done == 200
assert operations.values().every { it.errors == 0 }
assert operations.list.p99Millis >= operations.list.p50Millis
assert !simulate.timeline.empty

def page = new File(basedir, 'target/brickhouse/simulate.html').text
assert page.contains('Business under load') && !page.contains('src="http')
assert new File(basedir, 'target/brickhouse/simulate-place.hgrm').text.contains('TotalCount')

build.database { db ->
    assert db.count('orders') == 2268 + 135 + 13 + 6 + 200
}
assert build.summary('validate.json').outcome == 'success'

return true
