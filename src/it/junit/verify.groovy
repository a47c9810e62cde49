import java.nio.file.Files

def log = new File(basedir, 'build.log').text
assert log.count('Tests run: 4, Failures: 0, Errors: 0, Skipped: 0') == 3
assert !log.contains('WARN')

// East and West, three times
def said = new File(basedir, 'target/surefire-reports').listFiles()
        .findAll { it.name.endsWith('.xml') }
        .collectMany { (it.text =~ /server (\S+) seeded (\S+ \S+)/).collect { match -> match[2] } }
assert said.size() == 2
assert said.toSet().size() == 1: 'both processes use one template'

def templates = new File(basedir, 'target/brickhouse/junit').listFiles().findAll { it.directory }
assert templates.size() == 2: 'the runs with the same settings share one'
Files.walk(templates[0].parentFile.toPath()).withCloseable { files ->
    assert files.noneMatch { it.endsWith('postmaster.pid') }: 'no server is left'
}

return true
