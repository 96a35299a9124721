package io.orderwatch.bench.edge;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that counts what is asked of it: statements, each of a batch, and commits. */
final class Counting {

  private static final Set<String> STATEMENTS = Set.of("execute", "executeQuery", "executeUpdate");

  private final AtomicLong statements = new AtomicLong();
  private final AtomicLong commits = new AtomicLong();

  long statements() {
    return statements.get();
  }

  long commits() {
    return commits.get();
  }

  private interface Call {
    @Nullable Object of(String method, @Nullable Object result) throws SQLException;
  }

  DataSource over(DataSource database) {
    return wrapped(
        DataSource.class,
        database,
        (method, result) ->
            method.equals("getConnection") && result instanceof Connection connection
                ? counted(connection)
                : result);
  }

  private Connection counted(Connection connection) {
    return wrapped(
        Connection.class,
        connection,
        (method, result) -> {
          if (method.equals("commit")) {
            commits.incrementAndGet();
          }
          return result instanceof PreparedStatement statement
              ? counted(connection, statement)
              : result;
        });
  }

  private PreparedStatement counted(Connection connection, PreparedStatement statement) {
    return wrapped(
        PreparedStatement.class,
        statement,
        (method, result) -> {
          var count =
              STATEMENTS.contains(method) ? 1 : result instanceof int[] batch ? batch.length : 0;
          statements.addAndGet(count);
          if (count > 0 && connection.getAutoCommit()) {
            commits.addAndGet(count);
          }
          return result;
        });
  }

  private static <T> T wrapped(Class<T> type, T target, Call after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader() == null ? Counting.class.getClassLoader() : type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return after.of(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }
}
