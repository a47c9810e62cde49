import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

['schema', 'seed', 'refresh-analytics', 'validate', 'inspect', 'inspect-report', 'grant', 'maintain', 'backup', 'simulate', 'advance', 'export']
    .each { assert build.summary(it + '.json').outcome == 'success' }
['brickhouse/TEST-brickhouse-validate.xml', 'brickhouse/inspect.html', 'brickhouse/simulate.html', 'brickhouse/export/manifest.json', 'site/brickhouse-inspect.html']
    .each { assert build.left('target/' + it) }

def backup = new File(basedir, 'target/brickhouse/backups').listFiles().find { it.name.endsWith('.sql') }
new File(basedir, '.mvn').mkdirs()
new File(basedir, '.mvn/maven.config').text = '-Dbrickhouse.restore.file=target/brickhouse/backups/' + backup.name + '\n'

return true
