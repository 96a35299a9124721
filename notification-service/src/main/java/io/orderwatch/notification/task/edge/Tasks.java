package io.orderwatch.notification.task.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.reminder.edge.ReminderStepRow;
import io.orderwatch.notification.task.Task;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The steps of reminders that awaited a person, as tasks. */
@Singleton
class Tasks {

  /** The message of a step is about all postings of the order: the earliest of them counts. */
  private static final String ALL =
      """
      select id, due_at from (
        select id, key, round, step,
               replace(key, ':', '.') || '.' || round || '.' || step as name,
               min(deadline_at) over (partition by split_part(key, ':', 1), coalesce(nullif(order_number, ''), key), round, step) as due_at,
               case when state = 'awaiting-operator' then 'OPEN'
                    when state = 'sent' then 'SENT'
                    when hand_by is not null then 'SKIPPED'
                    else 'MOOT' end as task
          from reminder_step where awaited_since is not null) t
      """;

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private final DataSource database;

  Tasks(DataSource database) {
    this.database = database;
  }

  /**
   * By due time, the earliest first.
   *
   * @param store null for all
   * @param state null for all
   * @param before due before then; null for whenever
   */
  List<Task> find(
      @Nullable String store,
      Task.@Nullable State state,
      @Nullable Instant before,
      Cursor from,
      int limit)
      throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                ALL
                    + """
                      where (?::text is null or split_part(key, ':', 1) = ?)
                        and (?::text is null or task = ?)
                        and due_at < ? and (due_at, name) > (?, ?)
                      order by due_at, name limit ?""")) {
      select.setString(1, store);
      select.setString(2, store);
      var word = state == null ? null : state.name();
      select.setString(3, word);
      select.setString(4, word);
      select.setObject(5, utc(before == null ? LAST : before));
      select.setObject(6, utc(from.at()));
      select.setString(7, from.name());
      select.setInt(8, limit);
      return tasks(select);
    }
  }

  Optional<Task> find(Task.Id id) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(ALL + "where key = ? and round = ? and step = ?")) {
      select.setString(1, id.ref().key());
      select.setInt(2, id.round());
      select.setInt(3, id.step());
      return tasks(select).stream().findFirst();
    }
  }

  /** What a page that ends with this task goes on from. */
  static Cursor after(Task task) {
    return new Cursor(task.due(), task.id().toString());
  }

  private static List<Task> tasks(PreparedStatement select) throws SQLException {
    var due = new LinkedHashMap<String, Instant>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        due.put(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant());
      }
    }
    var steps = ReminderStepRow.named(List.copyOf(due.keySet()));
    return due.entrySet().stream().flatMap(each -> task(each, steps).stream()).toList();
  }

  private static Optional<Task> task(
      Map.Entry<String, Instant> due, Map<String, ReminderStepRow> steps) {
    return Optional.ofNullable(steps.get(due.getKey()))
        .flatMap(row -> Task.of(PostingRef.parse(row.key), row.toStep(), due.getValue()));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
