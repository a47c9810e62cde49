import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

[
    'The POM configures <schemaa>, which is not a parameter of this plugin (did you mean <schema>?); correct or remove it. Nothing was done.',
    'The POM configures <dryRun>, which is not a parameter of the goal schema; correct or remove it. Nothing was done.',
    'No goal knows the parameters Brickhouse.schema (did you mean brickhouse.schema?) and brickhouse.dryrun (did you mean brickhouse.seed.dryRun?) and brickhouse.fulfiledOrders'
        + ' (did you mean brickhouse.fulfilledOrders?); correct the name, or declare a property of the project\'s own in its POM.'
        + ' Nothing was done.',
    'No goal knows the parameters brickhouse.backup.formt (did you mean brickhouse.backup.format?) and brickhouse.skp'
        + ' (did you mean brickhouse.skip?);',
    'No goal knows the parameter brickhouse.schemaa (did you mean brickhouse.schema?);',
].each { build.failedWith(it) }

// once in the sixth build, which has two goals; no other gets that far
build.saysTimes(1, "No goal of this plugin knows the POM's property brickhouse.profil; it has no effect on them")
    .says('Skipped, because brickhouse.skip is true')
    .doesNotSay('Creating the embedded PostgreSQL', 'Could not connect')
assert !build.left('target/brickhouse/pg18')

return true
