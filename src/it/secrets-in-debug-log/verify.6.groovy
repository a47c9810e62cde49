import dev.brickhouse.it.Build

def build = new Build(basedir, postgresqlBinaries)

build.doesNotSay('Corr3ct-Horse-Battery', 'the password was given by -D')
    .says('brickhouse.password = ******', "settings.xml server 'shop-database'", 'environment variable DB_PASSWORD', 'DB_PASSWORD in ')
    .says('brickhouse.passwordCommand = ******', 'ended with exit code 3', 'no longer valid: ******')
    .leftNoFileWith('Corr3ct-Horse-Battery')

return true
