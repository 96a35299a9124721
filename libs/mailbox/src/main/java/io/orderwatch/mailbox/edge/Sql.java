package io.orderwatch.mailbox.edge;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of a set-based statement, one array each. */
public final class Sql {

  /**
   * How many ways relaying, firing and calling can be shared out among the pods of a service. Never
   * changed: rows carry it.
   */
  public static final short SHARDS = 4;

  private Sql() {}

  public static short shard(String key) {
    return (short) Math.floorMod(key.hashCode(), SHARDS);
  }

  public static <T> Array shards(Connection tx, Collection<T> rows, Function<T, String> key)
      throws SQLException {
    return tx.createArrayOf(
        "int2", rows.stream().map(row -> shard(key.apply(row))).toArray(Short[]::new));
  }

  public static <T> Array texts(
      Connection tx, Collection<T> rows, Function<T, @Nullable String> value) throws SQLException {
    return tx.createArrayOf("text", rows.stream().map(value).toArray(String[]::new));
  }

  public static <T> Array instants(
      Connection tx, Collection<T> rows, Function<T, @Nullable Instant> value) throws SQLException {
    return texts(tx, rows, row -> text(value.apply(row)));
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  public static <T> Array longs(
      Connection tx, Collection<T> rows, Function<T, @Nullable Long> value) throws SQLException {
    return tx.createArrayOf("int8", rows.stream().map(value).toArray(Long[]::new));
  }
}
