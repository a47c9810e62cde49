import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.says('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0', ' has stopped')
build.database { db -> assert db.count('orders') == 2422 }

// what has just run is what the page shows, versions included
def lines = { File file -> file.text.replace('\r\n', '\n') }
def page = lines(new File(documentation, 'testing.md'))
assert page.contains('```xml\n' + lines(new File(basedir, 'pom.xml')).replaceAll('<!-- .* -->\n', '') + '```\n')
assert page.contains('```java\n' + lines(new File(basedir, 'src/test/java/com/example/OrdersIT.java')) + '```\n')

return true
