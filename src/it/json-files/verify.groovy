import dev.brickhouse.it.Build
import dev.brickhouse.it.PublishedSchema
import java.util.concurrent.TimeUnit

def build = new Build(basedir, postgresqlBinaries)
def windows = System.getProperty('os.name').startsWith('Windows')
def mvn = new File(System.getProperty('maven.home'), windows ? 'bin/mvn.cmd' : 'bin/mvn').path
// the goal run ends, and tells what it did, when its server does
def run = new ProcessBuilder(mvn, '--batch-mode', '-s', new File(basedir.parentFile, 'interpolated-settings.xml').path,
    "-Dmaven.repo.local=$localRepositoryPath".toString(), 'brickhouse:run', '-Dbrickhouse.scale=0.01', '-Dbrickhouse.dataDirectory=target/run')
    .directory(basedir).redirectErrorStream(true).start()
Thread.startDaemon {
    if (!run.waitFor(5, TimeUnit.MINUTES)) {
        run.destroyForcibly()
    }
}
def output = run.inputReader()
String line
while ((line = output.readLine()) != null && !line.contains('The server runs until you press Ctrl-C')) {
}
assert line != null : 'the goal run has ended'
def server = new File(basedir, 'target/run/postmaster.pid').readLines()[0]
windows ? ProcessHandle.of(server as long).get().destroyForcibly() : ['kill', '-INT', server].execute().waitFor()
assert output.text.contains(windows ? 'crashed or was killed' : 'BUILD SUCCESS')

def written = build.validJson('target/brickhouse')
def goals = ['advance', 'backup', 'clone', 'drop-clones', 'export', 'grant', 'inspect', 'inspect-report', 'maintain', 'refresh-analytics',
    'restore', 'run', 'schema', 'seed', 'simulate', 'start', 'stop', 'validate']
assert written.keySet() == (goals + ['backup-manifest', 'export-manifest', 'inspect-data']) as Set

// a field of every summary has to occur in one of them only
def common = PublishedSchema.of('summary').fields().keySet()
def missing = [common: common - PublishedSchema.of('summary').fieldsIn(written.subMap(goals).values().flatten())]
written.each { name, files ->
    def schema = PublishedSchema.of(name)
    def own = schema.fields().keySet() - (goals.contains(name) ? common : [])
    missing[name] = own - schema.fieldsIn(files)
}
// whether steps get into each other's way is a matter of chance
missing.simulate -= 'operations[].retriesByReason.*'
missing.removeAll { name, fields -> fields.isEmpty() }
assert missing.isEmpty() : missing

return true
