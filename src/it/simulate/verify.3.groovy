import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

// the log, the JSON and the page give one reason
def simulate = build.summary('simulate.json')
assert simulate.outcome == 'failure' && simulate.problems.size() == 1
def problem = simulate.problems[0]
assert problem.startsWith('Slower than brickhouse.simulate.maxP99 allows: p99 of list is ')
assert simulate.problem.startsWith(problem + '; see ')
assert simulate.settings.maxP99 == [list: 0.001d]
assert simulate.settings.rate == 0 && simulate.settings.pattern == null && simulate.settings.clock == null
build.says(problem)
assert new File(basedir, 'target/brickhouse/simulate.html').text.contains(problem)

return true
