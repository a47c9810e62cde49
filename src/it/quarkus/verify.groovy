def log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
assert (log =~ /(?m)\[dev\.brickhouse\] .* Prepared the seeded database /).count == 1

// what has just run is what the page shows
def lines = { File file -> file.text.replace('\r\n', '\n') }
def page = lines(new File(documentation, 'testing.md'))
def resource = lines(new File(basedir, 'src/test/java/com/example/Retail.java')) - 'package com.example;\n\n'
assert page.contains('```java\n' + resource + '```\n')
assert page.contains('```properties quarkus\n' + lines(new File(basedir, 'src/main/resources/application.properties')) + '```\n')

return true
