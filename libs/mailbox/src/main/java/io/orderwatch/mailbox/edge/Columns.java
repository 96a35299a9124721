package io.orderwatch.mailbox.edge;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, read once from its entity class: its fields, named by {@code @Column}.
 * Understands String, enums (by name), int, long, boolean, their boxes, Instant (microseconds) and
 * byte[]; {@code columnDefinition} names another type that PostgreSQL casts to, for example jsonb.
 */
final class Columns<R> {

  private static final Map<Class<?>, String> TYPES =
      Map.of(
          String.class, "text",
          int.class, "int4",
          Integer.class, "int4",
          long.class, "int8",
          Long.class, "int8",
          boolean.class, "bool",
          Boolean.class, "bool",
          Instant.class, "timestamptz",
          byte[].class, "bytea");

  private record Mapped(String name, String type, Field field, boolean id) {}

  private final String table;
  private final Constructor<R> constructor;
  private final List<Mapped> columns;

  /**
   * @throws IllegalArgumentException if the class is no entity, has no {@code @Id} or a field of a
   *     type that is not understood
   */
  Columns(Class<R> entity) {
    var named = entity.getAnnotation(jakarta.persistence.Table.class);
    if (named == null) {
      throw new IllegalArgumentException(entity.getName() + " names no @Table");
    }
    this.table = named.name();
    this.columns =
        Arrays.stream(entity.getDeclaredFields()).filter(Columns::kept).map(Columns::map).toList();
    if (columns.stream().filter(Mapped::id).count() != 1) {
      throw new IllegalArgumentException(entity.getName() + " needs one @Id");
    }
    try {
      this.constructor = entity.getDeclaredConstructor();
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(entity.getName() + " has no empty constructor", e);
    }
  }

  /** Hibernate adds fields of its own to an entity. */
  private static boolean kept(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !Modifier.isTransient(field.getModifiers())
        && !field.isAnnotationPresent(Transient.class)
        && !field.getName().startsWith("$$_");
  }

  private static Mapped map(Field field) {
    var usual = field.getType().isEnum() ? "text" : TYPES.get(field.getType());
    if (usual == null) {
      throw new IllegalArgumentException(field + " is of a type that no column is made of");
    }
    field.setAccessible(true);
    var column = field.getAnnotation(Column.class);
    var name = column == null || column.name().isEmpty() ? field.getName() : column.name();
    var type =
        column == null || column.columnDefinition().isEmpty() ? usual : column.columnDefinition();
    return new Mapped(name, type, field, field.isAnnotationPresent(Id.class));
  }

  String table() {
    return table;
  }

  String id() {
    return columns.stream().filter(Mapped::id).findFirst().orElseThrow().name();
  }

  /** {@code a, b, c} */
  String names() {
    return list(Mapped::name, ", ");
  }

  /** {@code ?::text[], ?::int8[]}, to be filled by {@link #set}. */
  String arrays() {
    return list(column -> "?::" + column.type() + "[]", ", ");
  }

  /** For each column but the id, for example {@code state = n.state}. */
  String others(String pattern) {
    return columns.stream()
        .filter(column -> !column.id())
        .map(column -> pattern.replace("#", column.name()))
        .collect(Collectors.joining(", "));
  }

  private String list(Function<Mapped, String> part, String between) {
    return columns.stream().map(part).collect(Collectors.joining(between));
  }

  /** Fills the arrays of a statement, from its first parameter on. */
  void set(Connection tx, PreparedStatement statement, Collection<R> rows) throws SQLException {
    var parameter = 1;
    for (var column : columns) {
      statement.setArray(parameter++, tx.createArrayOf(element(column), values(column, rows)));
    }
  }

  /** Times go as text: pgjdbc knows no array of instants. */
  private static String element(Mapped column) {
    var type = column.field().getType();
    return type == Instant.class || type == String.class ? "text" : column.type();
  }

  private Object[] values(Mapped column, Collection<R> rows) {
    var values = column.type().equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
    var i = 0;
    for (var row : rows) {
      Array.set(values, i++, value(column, row));
    }
    return values;
  }

  private static @Nullable Object value(Mapped column, Object row) {
    try {
      var value = column.field().get(row);
      return switch (value) {
        case Instant instant -> instant.toString();
        case Enum<?> word -> word.name();
        case null -> null;
        default -> value;
      };
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The row that a result set selected by {@link #names} stands on. */
  R read(ResultSet result) throws SQLException {
    try {
      var row = constructor.newInstance();
      for (var i = 0; i < columns.size(); i++) {
        var field = columns.get(i).field();
        var value = read(result, i + 1, field.getType());
        if (value != null) {
          field.set(row, value);
        }
      }
      return row;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable Object read(ResultSet result, int column, Class<?> type)
      throws SQLException {
    if (type == Instant.class) {
      var time = result.getTimestamp(column);
      return time == null ? null : time.toInstant();
    }
    if (type.isEnum()) {
      var word = result.getString(column);
      return word == null ? null : Enum.valueOf((Class<Enum>) type, word);
    }
    if (type == String.class) {
      return result.getString(column);
    }
    return result.getObject(column);
  }

  /** The text of this column, for example the key that a child row names. */
  Function<R, String> text(String column) {
    var found =
        columns.stream()
            .filter(each -> each.name().equals(column))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(table + " has no column " + column));
    return row -> String.valueOf(value(found, row));
  }
}
