package dev.brickhouse.config;

/**
 * The name of every property and environment variable that users write, so that documentation, resolution and error
 * messages agree.
 */
public final class PropertyNames {

    public static final String PREFIX = "brickhouse.";

    public static final String SKIP = "brickhouse.skip";
    public static final String RUN_ONLY_AT_EXECUTION_ROOT = "brickhouse.runOnlyAtExecutionRoot";
    public static final String SUMMARY = "brickhouse.summary";
    public static final String SCHEMA_SKIP = "brickhouse.schema.skip";
    public static final String SEED_SKIP = "brickhouse.seed.skip";
    public static final String SEED_DRY_RUN = "brickhouse.seed.dryRun";
    public static final String REFRESH_ANALYTICS_SKIP = "brickhouse.refresh-analytics.skip";
    public static final String REFRESH_ANALYTICS_CONCURRENTLY = "brickhouse.refresh-analytics.concurrently";
    public static final String VALIDATE_SKIP = "brickhouse.validate.skip";
    public static final String RUN_SKIP = "brickhouse.run.skip";
    public static final String INSPECT_SKIP = "brickhouse.inspect.skip";
    public static final String INSPECT_HTML = "brickhouse.inspect.html";
    public static final String INSPECT_FORMAT = "brickhouse.inspect.format";
    public static final String INSPECT_REPORT = "brickhouse.inspect.report";
    public static final String INSPECT_REPORT_SKIP = "brickhouse.inspect-report.skip";
    public static final String START_SKIP = "brickhouse.start.skip";
    public static final String START_KEEP_RUNNING = "brickhouse.start.keepRunning";
    public static final String START_KEEP_DATA = "brickhouse.start.keepData";
    public static final String START_PROPERTY_PREFIX = "brickhouse.start.propertyPrefix";
    public static final String STOP_SKIP = "brickhouse.stop.skip";

    public static final String SERVER = "brickhouse.server";
    public static final String SERVER_ID = "brickhouse.serverId";
    public static final String URL = "brickhouse.url";
    public static final String HOST = "brickhouse.host";
    public static final String PORT = "brickhouse.port";
    public static final String DATABASE = "brickhouse.database";
    public static final String SCHEMA = "brickhouse.schema";
    public static final String ANALYTICS_SCHEMA = "brickhouse.analyticsSchema";
    public static final String USER = "brickhouse.user";
    public static final String PASSWORD = "brickhouse.password";
    public static final String PASSWORD_COMMAND = "brickhouse.passwordCommand";
    public static final String PASSWORD_COMMAND_TIMEOUT = "brickhouse.passwordCommandTimeout";
    public static final String SSL_MODE = "brickhouse.sslMode";
    public static final String CONNECT_TIMEOUT = "brickhouse.connectTimeout";
    public static final String STATEMENT_TIMEOUT = "brickhouse.statementTimeout";
    public static final String LOCK_TIMEOUT = "brickhouse.lockTimeout";
    public static final String ENV_FILE = "brickhouse.envFile";
    public static final String POSTGRES_VERSION = "brickhouse.postgresVersion";
    public static final String DATA_DIRECTORY = "brickhouse.dataDirectory";
    public static final String WAL_LEVEL = "brickhouse.walLevel";
    public static final String EMBEDDED_PORT = "brickhouse.embeddedPort";
    public static final String EMBEDDED_DATABASE = "brickhouse.embeddedDatabase";
    public static final String EMBEDDED_USER = "brickhouse.embeddedUser";

    public static final String TEMPLATES_DIRECTORY = "brickhouse.templatesDirectory";

    public static final String CLONES = "brickhouse.clones";
    public static final String CLONE_SKIP = "brickhouse.clone.skip";
    public static final String DROP_CLONES_SKIP = "brickhouse.drop-clones.skip";

    public static final String RANDOM_SEED = "brickhouse.seed";
    public static final String AS_OF = "brickhouse.asOf";
    public static final String MONTHS = "brickhouse.months";
    public static final String GROWTH_RATE = "brickhouse.growthRate";
    public static final String SEASONALITY = "brickhouse.seasonality";
    public static final String POPULARITY_EXPONENT = "brickhouse.popularityExponent";
    public static final String SCALE = "brickhouse.scale";
    public static final String STORES = "brickhouse.stores";
    public static final String PRODUCTS = "brickhouse.products";
    public static final String FULFILLED_ORDERS = "brickhouse.fulfilledOrders";
    public static final String APPROVED_ORDERS = "brickhouse.approvedOrders";
    public static final String PENDING_ORDERS = "brickhouse.pendingOrders";
    public static final String CANCELLED_ORDERS = "brickhouse.cancelledOrders";
    public static final String LAYOUT = "brickhouse.layout";
    public static final String BATCH_SIZE = "brickhouse.batchSize";
    public static final String LOAD = "brickhouse.load";
    public static final String THREADS = "brickhouse.threads";
    public static final String CHUNK_SIZE = "brickhouse.chunkSize";
    public static final String OVERWRITE = "brickhouse.overwrite";
    public static final String RESTART = "brickhouse.restart";
    public static final String SEED_ONCE = "brickhouse.seedOnce";
    public static final String JOIN = "brickhouse.join";
    public static final String SEED_CACHE = "brickhouse.seedCache";
    public static final String SEED_CACHE_DIRECTORY = "brickhouse.seedCacheDirectory";
    public static final String SEED_CACHE_SIZE = "brickhouse.seedCacheSize";

    public static final String VALIDATE_CHECKS = "brickhouse.validate.checks";
    public static final String VALIDATE_FAIL_ON = "brickhouse.validate.failOn";
    public static final String VALIDATE_JUNIT_DIRECTORY = "brickhouse.validate.junitDirectory";
    public static final String GRANT_SKIP = "brickhouse.grant.skip";
    public static final String GRANT_SERVICE_USER = "brickhouse.grant.serviceUser";
    public static final String GRANT_SERVICE_PASSWORD = "brickhouse.grant.servicePassword";
    public static final String GRANT_SERVICE_SERVER_ID = "brickhouse.grant.serviceServerId";
    public static final String GRANT_SERVICE_OWNS_TABLES = "brickhouse.grant.serviceOwnsTables";
    public static final String GRANT_ANALYTICS_USER = "brickhouse.grant.analyticsUser";
    public static final String GRANT_ANALYTICS_PASSWORD = "brickhouse.grant.analyticsPassword";
    public static final String GRANT_ANALYTICS_SERVER_ID = "brickhouse.grant.analyticsServerId";
    public static final String GRANT_REVOKE = "brickhouse.grant.revoke";

    public static final String EXPORT_SKIP = "brickhouse.export.skip";
    public static final String EXPORT_SOURCE = "brickhouse.export.source";
    public static final String EXPORT_FORMAT = "brickhouse.export.format";
    public static final String EXPORT_PARTITION = "brickhouse.export.partition";
    public static final String EXPORT_DIRECTORY = "brickhouse.export.directory";
    public static final String EXPORT_FROM = "brickhouse.export.from";
    public static final String EXPORT_TO = "brickhouse.export.to";
    public static final String EXPORT_ROWS_PER_FILE = "brickhouse.export.rowsPerFile";
    public static final String EXPORT_VERIFY = "brickhouse.export.verify";
    public static final String EXPORT_DUCKDB_VERSION = "brickhouse.export.duckDbVersion";

    public static final String MAINTAIN_SKIP = "brickhouse.maintain.skip";
    public static final String MAINTAIN_ANALYZE = "brickhouse.maintain.analyze";
    public static final String MAINTAIN_VACUUM = "brickhouse.maintain.vacuum";
    public static final String MAINTAIN_REFRESH_ANALYTICS = "brickhouse.maintain.refreshAnalytics";

    public static final String SIMULATE_SKIP = "brickhouse.simulate.skip";
    public static final String SIMULATE_WORKERS = "brickhouse.simulate.workers";
    public static final String SIMULATE_MIX = "brickhouse.simulate.mix";
    public static final String SIMULATE_PATTERN = "brickhouse.simulate.pattern";
    public static final String SIMULATE_WARM_UP = "brickhouse.simulate.warmUp";
    public static final String SIMULATE_RATE = "brickhouse.simulate.rate";
    public static final String SIMULATE_CLOCK = "brickhouse.simulate.clock";
    public static final String SIMULATE_DURATION = "brickhouse.simulate.duration";
    public static final String SIMULATE_ORDERS = "brickhouse.simulate.orders";
    public static final String SIMULATE_PRODUCTS = "brickhouse.simulate.products";
    public static final String SIMULATE_RECONNECT_TIMEOUT = "brickhouse.simulate.reconnectTimeout";
    public static final String SIMULATE_MAX_P99 = "brickhouse.simulate.maxP99";
    public static final String SIMULATE_MAX_ERRORS = "brickhouse.simulate.maxErrors";
    public static final String SIMULATE_REFRESH_ANALYTICS = "brickhouse.simulate.refreshAnalytics";

    public static final String ADVANCE_SKIP = "brickhouse.advance.skip";
    public static final String ADVANCE_TO = "brickhouse.advance.to";

    public static final String BACKUP_SKIP = "brickhouse.backup.skip";
    public static final String BACKUP_CONTENT = "brickhouse.backup.content";
    public static final String BACKUP_FORMAT = "brickhouse.backup.format";
    public static final String BACKUP_SCOPE = "brickhouse.backup.scope";
    public static final String BACKUP_WRITER = "brickhouse.backup.writer";
    public static final String BACKUP_COMPRESSION = "brickhouse.backup.compression";
    public static final String BACKUP_JOBS = "brickhouse.backup.jobs";
    public static final String BACKUP_DIRECTORY = "brickhouse.backup.directory";
    public static final String PG_DUMP = "brickhouse.pgDump";
    public static final String RESTORE_SKIP = "brickhouse.restore.skip";
    public static final String RESTORE_FILE = "brickhouse.restore.file";

    public static final String ENV_HOST = "DB_HOST";
    public static final String ENV_PORT = "DB_PORT";
    public static final String ENV_DATABASE = "DB_NAME";
    public static final String ENV_SCHEMA = "DB_SCHEMA";
    public static final String ENV_USER = "DB_USER";
    public static final String ENV_PASSWORD = "DB_PASSWORD";
    public static final String ENV_PASSWORD_COMMAND = "DB_PASSWORD_COMMAND";

    public static final String ENV_SERVICE_PASSWORD = "DB_SERVICE_PASSWORD";
    public static final String ENV_ANALYTICS_PASSWORD = "DB_ANALYTICS_PASSWORD";

    private PropertyNames() {}
}
