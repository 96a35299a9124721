package io.orderwatch.backing.edge;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.orderwatch.backing.JdbcUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One database of a PostgreSQL server. Several may share one server; {@link #stop()} and {@link
 * #start()} act on the server and so on all of them.
 */
public final class Database {

  private final DatabaseServer server;
  private final JdbcUrl url;

  Database(DatabaseServer server, JdbcUrl url) {
    this.server = server;
    this.url = url;
  }

  public String jdbcUrl() {
    return url.toString();
  }

  /** With {@code currentSchema}; the schema need not exist yet. */
  public String jdbcUrl(String schema) {
    return url.withSchema(schema).toString();
  }

  public String user() {
    return server.user();
  }

  public String password() {
    return server.password();
  }

  /** Every connection is a new one; there is no pool. */
  public DataSource dataSource() {
    return dataSource(jdbcUrl());
  }

  /** As {@link #dataSource()}, with that schema as the current one; create it if it is missing. */
  public DataSource dataSourceOf(String schema) {
    createSchema(schema);
    return dataSource(jdbcUrl(schema));
  }

  /**
   * As {@link #dataSourceOf}, with up to {@code size} connections that are used again, as the
   * services do; they are there until it is closed.
   */
  public AgroalDataSource pooledDataSourceOf(String schema, int size) {
    createSchema(schema);
    return pooled(jdbcUrl(schema), 0, size);
  }

  /**
   * A pool whose connections are all opened now.
   *
   * @param parameters of the JDBC URL, joined by {@code &}; may be empty
   */
  public AgroalDataSource filledPool(int size, String parameters) {
    var url = jdbcUrl();
    var joined = parameters.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + parameters;
    return pooled(joined, size, size);
  }

  private AgroalDataSource pooled(String jdbcUrl, int least, int most) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.initialSize(least)
                          .minSize(least)
                          .maxSize(most)
                          .acquisitionTimeout(Duration.ofSeconds(30))
                          .connectionFactoryConfiguration(
                              connections ->
                                  connections
                                      .jdbcUrl(jdbcUrl)
                                      .principal(new NamePrincipal(user()))
                                      .credential(new SimplePassword(password())))));
    } catch (SQLException e) {
      throw new IllegalStateException("no pool of connections for " + url.database(), e);
    }
  }

  private DataSource dataSource(String jdbcUrl) {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl);
    source.setUser(user());
    source.setPassword(password());
    return source;
  }

  /** Does nothing if it exists. */
  public void createSchema(String name) {
    execute("create schema if not exists " + quoted(name));
  }

  /** Another, empty database of the same server. */
  public Database createDatabase(String name) {
    execute("create database " + quoted(name));
    return new Database(server, url.withDatabase(name));
  }

  /** Another database of the same server, with all that is in this one; nobody may be using it. */
  public Database copiedTo(String name) {
    execute("create database " + quoted(name) + " template " + quoted(url.database()));
    return new Database(server, url.withDatabase(name));
  }

  /** An empty database of the same server under a name nobody has. */
  public Database fresh() {
    return createDatabase("t" + UUID.randomUUID().toString().replace("-", ""));
  }

  /**
   * Stops the server at once, as a power cut would; what was committed is there after {@link
   * #start()}.
   *
   * @throws UnsupportedOperationException if the server is external
   */
  public void stop() {
    server.stop();
  }

  /** Starts the server on the same data and port and waits; nothing if it runs. */
  public void start() {
    server.start();
  }

  public boolean running() {
    return server.running();
  }

  private void execute(String sql) {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused: " + sql, e);
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A database that cannot be reached: nothing listens at its port. */
  public static DataSource nowhere() {
    var nowhere = new PGSimpleDataSource();
    nowhere.setPortNumbers(new int[] {1});
    return nowhere;
  }
}
