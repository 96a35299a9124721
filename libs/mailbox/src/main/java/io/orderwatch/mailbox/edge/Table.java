package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * States kept one row each, as sets; the entity class that people read through Panache is the one
 * definition of the row. A state may have child rows in a second table, which names the state's key
 * in its column {@code key}; child rows are added and changed, never removed.
 *
 * @param <R> the entity of the state's row
 * @param <C> the entity of a child's row
 */
public final class Table<S, R, C> implements States<S> {

  /** A state in its rows. */
  public record Rows<R, C>(R row, List<C> children) {
    public Rows {
      children = List.copyOf(children);
    }
  }

  private final Columns<R> columns;
  private final List<Columns<C>> children;
  private final BiFunction<String, S, Rows<R, C>> toRows;
  private final Function<Rows<R, C>, S> toState;
  private final Function<R, String> key;

  private Table(
      Columns<R> columns,
      List<Columns<C>> children,
      BiFunction<String, S, Rows<R, C>> toRows,
      Function<Rows<R, C>, S> toState) {
    this.columns = columns;
    this.children = children;
    this.toRows = toRows;
    this.toState = toState;
    this.key = columns.text(columns.id());
  }

  /**
   * @param entity its {@code @Id} is the state's key
   * @param toRow the row of a key and its state, which is never the unknown one
   * @throws IllegalArgumentException if the entity cannot be mapped
   */
  public static <S, R> States<S> of(
      Class<R> entity, BiFunction<String, S, R> toRow, Function<R, S> toState) {
    return new Table<S, R, Void>(
        new Columns<>(entity),
        List.of(),
        (key, state) -> new Rows<>(toRow.apply(key, state), List.of()),
        rows -> toState.apply(rows.row()));
  }

  /**
   * The same with child rows.
   *
   * @param child has a column {@code key}, and an {@code @Id} that makes it one of its kind
   */
  public static <S, R, C> States<S> of(
      Class<R> entity,
      Class<C> child,
      BiFunction<String, S, Rows<R, C>> toRows,
      Function<Rows<R, C>, S> toState) {
    return new Table<>(new Columns<>(entity), List.of(new Columns<>(child)), toRows, toState);
  }

  @Override
  public Map<String, S> lock(Connection tx, List<String> sortedKeys) throws SQLException {
    var rows = new ArrayList<R>();
    var id = columns.id();
    try (var select =
        tx.prepareStatement(
            "select %s from %s where %s = any(?) order by %s for update"
                .formatted(columns.names(), columns.table(), id, id))) {
      select.setArray(1, Sql.texts(tx, sortedKeys, each -> each));
      try (var found = select.executeQuery()) {
        while (found.next()) {
          rows.add(columns.read(found));
        }
      }
    }
    var of = rows.isEmpty() ? Map.<String, List<C>>of() : children(tx, rows);
    var states = new HashMap<String, S>();
    for (var row : rows) {
      var name = key.apply(row);
      states.put(name, toState.apply(new Rows<>(row, of.getOrDefault(name, List.of()))));
    }
    return states;
  }

  private Map<String, List<C>> children(Connection tx, List<R> rows) throws SQLException {
    var of = new HashMap<String, List<C>>();
    for (var child : children) {
      var parent = child.text("key");
      try (var select =
          tx.prepareStatement(
              "select %s from %s where key = any(?) order by key, %s"
                  .formatted(child.names(), child.table(), child.id()))) {
        select.setArray(1, Sql.texts(tx, rows, row -> key.apply(row)));
        try (var found = select.executeQuery()) {
          while (found.next()) {
            var read = child.read(found);
            of.computeIfAbsent(parent.apply(read), _ -> new ArrayList<>()).add(read);
          }
        }
      }
    }
    return of;
  }

  @Override
  public int insert(Connection tx, Map<String, S> fresh) throws SQLException {
    var rows = rows(fresh);
    var added =
        execute(
            tx,
            columns,
            "insert into %s (%s) select * from unnest(%s) on conflict do nothing"
                .formatted(columns.table(), columns.names(), columns.arrays()),
            rows.stream().map(Rows::row).toList());
    if (added == rows.size()) {
      writeChildren(tx, rows);
    }
    return added;
  }

  @Override
  public void update(Connection tx, Map<String, S> changed) throws SQLException {
    var rows = rows(changed);
    var others = columns.others("# = n.#");
    if (!others.isEmpty()) {
      execute(
          tx,
          columns,
          "update %s t set %s from unnest(%s) as n(%s) where t.%s = n.%s%s"
              .formatted(
                  columns.table(),
                  others,
                  columns.arrays(),
                  columns.names(),
                  columns.id(),
                  columns.id(),
                  children.isEmpty() ? "" : different("t", "n", columns)),
          rows.stream().map(Rows::row).toList());
    }
    writeChildren(tx, rows);
  }

  /** Adds the new ones and changes those that changed; the rest is left as it lies. */
  private void writeChildren(Connection tx, List<Rows<R, C>> rows) throws SQLException {
    for (var child : children) {
      var written = rows.stream().flatMap(each -> each.children().stream()).toList();
      if (!written.isEmpty()) {
        execute(
            tx,
            child,
            """
            insert into %s as t (%s) select * from unnest(%s)
            on conflict (%s) do update set %s where true%s"""
                .formatted(
                    child.table(),
                    child.names(),
                    child.arrays(),
                    child.id(),
                    child.others("# = excluded.#"),
                    different("t", "excluded", child)),
            written);
      }
    }
  }

  /** A state may have changed in its children alone. */
  private static String different(String before, String after, Columns<?> columns) {
    return " and (%s) is distinct from (%s)"
        .formatted(columns.others(before + ".#"), columns.others(after + ".#"));
  }

  private List<Rows<R, C>> rows(Map<String, S> states) {
    return states.entrySet().stream()
        .map(each -> toRows.apply(each.getKey(), each.getValue()))
        .toList();
  }

  private static <T> int execute(Connection tx, Columns<T> columns, String sql, Collection<T> rows)
      throws SQLException {
    try (var statement = tx.prepareStatement(sql)) {
      columns.set(tx, statement, rows);
      return statement.executeUpdate();
    }
  }
}
