package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import jakarta.inject.Singleton;
import java.lang.reflect.RecordComponent;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Postings by what they are, and what they were. */
@Singleton
public class PostingSearch {

  /**
   * What to look for; null or "" for anything.
   *
   * @param since last changed then or later
   * @param after keys up to this one were given already
   */
  record Wanted(
      @Nullable String store,
      @Nullable String status,
      @Nullable String substatus,
      @Nullable Instant since,
      @Nullable String after,
      int limit) {}

  /**
   * A posting in a list.
   *
   * @param version grows with every change, by one unless the database was put back
   * @param status Ozon's word
   * @param substatus Ozon's word
   * @param integration who delivers, Ozon's tpl_integration_type
   * @param shipmentDate until when it should be packed; null where Ozon shows none
   * @param promised until when delivery was promised; null where Ozon shows none
   * @param changedAt when it last changed
   */
  public record Found(
      String store,
      String posting,
      String orderNumber,
      long version,
      String status,
      String substatus,
      String integration,
      @Nullable Instant shipmentDate,
      @Nullable Instant promised,
      Instant changedAt) {}

  /**
   * One part of a list.
   *
   * @param postings in the order of their keys
   * @param cursor for the next part; null at the end
   */
  public record Part(List<Found> postings, @Nullable String cursor) {}

  /**
   * A version of a posting.
   *
   * @param version 1 for the first, unless the database was put back before
   * @param readAt when Ozon was asked for it
   * @param changed against the version before; empty for the first
   */
  public record Version(long version, Instant readAt, List<Change> changed) {}

  /**
   * A field that differs.
   *
   * @param field its name, with dots
   * @param before null where it was missing
   * @param after null where it is missing
   */
  public record Change(String field, @Nullable Object before, @Nullable Object after) {}

  private final DataSource database;

  PostingSearch(DataSource database) {
    this.database = database;
  }

  Part find(Wanted wanted) throws SQLException {
    var conditions = new StringBuilder("key > ?");
    var values = new ArrayList<Object>();
    values.add(Objects.requireNonNullElse(wanted.after(), ""));
    with(conditions, values, "store = ?", wanted.store());
    with(conditions, values, "status = ?", wanted.status());
    with(conditions, values, "substatus = ?", wanted.substatus());
    var since = wanted.since();
    with(conditions, values, "read_at >= ?", since == null ? null : Timestamp.from(since));
    values.add(wanted.limit() + 1);
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select key, order_number, version, status, substatus, integration, shipment_date, promised, read_at
                  from known_posting where %s order by key limit ?"""
                    .formatted(conditions))) {
      for (var i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      try (var rows = select.executeQuery()) {
        var found = new ArrayList<Found>();
        while (rows.next()) {
          var ref = PostingRef.parse(rows.getString(1));
          found.add(
              new Found(
                  ref.store().value(),
                  ref.posting().value(),
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  instant(rows.getTimestamp(7)),
                  instant(rows.getTimestamp(8)),
                  rows.getTimestamp(9).toInstant()));
        }
        if (found.size() <= wanted.limit()) {
          return new Part(List.copyOf(found), null);
        }
        var part = List.copyOf(found.subList(0, wanted.limit()));
        return new Part(part, part.getLast().store() + ":" + part.getLast().posting());
      }
    }
  }

  /** The conditions are ours; only values come from outside. */
  private static void with(
      StringBuilder conditions, List<Object> values, String condition, @Nullable Object value) {
    if (value != null && !value.equals("")) {
      conditions.append(" and ").append(condition);
      values.add(value);
    }
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /** The oldest comes first; empty for a posting that was never shown. */
  List<Version> history(PostingRef ref) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select version, read_at, snapshot from posting_version where key = ? order by version")) {
      select.setString(1, ref.key());
      try (var rows = select.executeQuery()) {
        var history = new ArrayList<Version>();
        Posting before = null;
        while (rows.next()) {
          var now = posting(rows.getBytes(3));
          history.add(
              new Version(rows.getLong(1), rows.getTimestamp(2).toInstant(), changes(before, now)));
          before = now;
        }
        return List.copyOf(history);
      }
    }
  }

  private static Posting posting(byte[] snapshot) {
    return Wire.decode(KnownPostingRow.TYPE, snapshot)
        .map(state -> ((PostingState) state).posting())
        .orElseThrow(() -> new IllegalStateException("a kept posting cannot be read any more"));
  }

  private static List<Change> changes(@Nullable Posting before, Posting now) {
    if (before == null) {
      return List.of();
    }
    var changes = new ArrayList<Change>();
    for (var field : Posting.class.getRecordComponents()) {
      var was = value(field, before);
      var is = value(field, now);
      if (!field.getName().equals("version") && !Objects.equals(was, is)) {
        changes.add(new Change(field.getName(), was, is));
      }
    }
    return List.copyOf(changes);
  }

  private static @Nullable Object value(RecordComponent field, Posting posting) {
    try {
      return field.getAccessor().invoke(posting);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(field + " cannot be read", e);
    }
  }
}
