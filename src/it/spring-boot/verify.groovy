def log = new File(basedir, 'build.log').text
assert log.contains('Tests run: 2, Failures: 0, Errors: 0, Skipped: 0')
assert log.count('Successfully applied 1 migration to schema "public"') == 1
assert log.contains('Prepared the seeded database')

return true
