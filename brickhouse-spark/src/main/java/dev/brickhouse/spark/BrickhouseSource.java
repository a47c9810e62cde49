package dev.brickhouse.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.SessionConfigSupport;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code brickhouse}, which Spark finds by that name:
 *
 * <pre>{@code
 * Dataset<Row> orders = spark.read().format("brickhouse").option("scale", 100).load("orders");
 * }</pre>
 *
 * <p>Options are what the rows depend on, by the names of the Maven plugin's parameters without their prefix, and
 * {@code partitions}. A configuration of the session such as {@code spark.datasource.brickhouse.scale} is an option of
 * every read. An option that is not known or cannot be used is refused by the read, with a
 * {@link dev.brickhouse.problem.ConfigurationException} whose message is one sentence.
 */
public final class BrickhouseSource implements SessionConfigSupport, DataSourceRegister {

    static final String NAME = "brickhouse";

    /** Spark makes one for each read. */
    public BrickhouseSource() {
        // stateless
    }

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public String keyPrefix() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return SparkTypes.schema(ReadOptions.of(options.asCaseSensitiveMap()).table());
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new BrickhouseTable(properties);
    }
}
