import dev.brickhouse.it.Build
import dev.brickhouse.it.Terminal
import java.util.regex.Pattern

def build = new Build(basedir, postgresqlBinaries)
def mvn = new File(System.getProperty('maven.home'), 'bin/mvn')
def settings = new File(basedir.parentFile, 'interpolated-settings.xml')
def seed = "mvn -s $settings -P small brickhouse:seed -Dbrickhouse.port=${context.server.port()} -Dmaven.repo.local=$localRepositoryPath -Dshop.pin=4711"

try {
    build.database(context.server) { db ->
        // one chunk waits for as long as this session has the lock, so the seed is under way until it is interrupted
        db.run('select pg_advisory_lock(13)')
        db.run('create function wait() returns trigger language plpgsql as $$begin perform pg_advisory_xact_lock(13); return new; end$$')
        // not when the seed tries beforehand, without rows, whether the journal keeps what is written
        db.run('create trigger wait before update on brickhouse_chunk for each row when (new.chunk_no = 5 and new.checksum <> 0) execute function wait()')

        String goOn
        try (def terminal = Terminal.start(basedir, mvn, seed)) {
            terminal.await(Pattern.compile('orders +\\d+ % \\|#'))
            while (db.count('brickhouse_chunk where loaded_at is null') != 1) {
                assert terminal.isAlive() : terminal.output()
            }
            terminal.press(Terminal.CTRL_C)
            assert terminal.await() != 0
            def told = terminal.await(Pattern.compile('Interrupted: 11,115 of 12,115 orders \\(91 %\\) are loaded and kept; resume it with: (mvn .*) \\(or start over by adding -Dbrickhouse.restart=true\\)'))
            goOn = told.group(1)
            assert !terminal.output().contains('took too long') : terminal.output()
        }
        assert goOn == seed.replace('-Dshop.pin=4711', "'-Dshop.pin=***'")
        def interrupted = build.summary('seed.json')
        assert interrupted.outcome == 'interrupted' && interrupted.problem.contains(goOn)

        db.run('select pg_advisory_unlock(13)')
        try (def terminal = Terminal.start(basedir, mvn, goOn)) {
            assert terminal.await() == 0 : terminal.output()
        }
        assert build.summary('seed.json').resumed
        assert db.count('orders') == 12115
        assert db.value('select state from brickhouse_seed') == 'complete'
    }
} finally {
    context.server.close()
}

return true
