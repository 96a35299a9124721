package io.orderwatch.notification.task.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.notice.edge.NoticeRow;
import io.orderwatch.notification.reminder.edge.ReminderStepRow;
import io.orderwatch.notification.task.Task;
import io.orderwatch.notification.texts.edge.StoreTexts;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What awaited a person: steps of reminders, and notices. */
@Singleton
class Tasks {

  private static final String ALL =
      """
      select kind, id, due_at from (
        select kind, id, key, name, due_at,
               case when state = 'awaiting-operator' then 'OPEN'
                    when state = 'sent' then 'SENT'
                    when hand_by is not null then 'SKIPPED'
                    else 'MOOT' end as state
          from task) t
      """;

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Which tasks.
   *
   * @param store null for all
   * @param posting null for all; with its store
   * @param state null for all
   * @param due before then; null for whenever
   */
  record Which(
      @Nullable String store,
      @Nullable PostingNumber posting,
      Task.@Nullable State state,
      @Nullable Instant due) {}

  private final DataSource database;
  private final StoreTexts texts;

  Tasks(DataSource database, StoreTexts texts) {
    this.database = database;
    this.texts = texts;
  }

  /** By due time, the earliest first. */
  List<Task> find(Which which, Cursor from, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                ALL
                    + """
                      where (?::text is null or split_part(key, ':', 1) = ?)
                        and (?::text is null or split_part(key, ':', 2) = ?)
                        and (?::text is null or state = ?)
                        and due_at < ? and (due_at, name) > (?, ?)
                      order by due_at, name limit ?""")) {
      var posting = which.posting() == null ? null : which.posting().value();
      var state = which.state() == null ? null : which.state().name();
      select.setString(1, which.store());
      select.setString(2, which.store());
      select.setString(3, posting);
      select.setString(4, posting);
      select.setString(5, state);
      select.setString(6, state);
      select.setObject(7, utc(which.due() == null ? LAST : which.due()));
      select.setObject(8, utc(from.at()));
      select.setString(9, from.name());
      select.setInt(10, limit);
      return tasks(select);
    }
  }

  Optional<Task> find(Task.Id id) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(ALL + "where key = ? and name = ?")) {
      select.setString(1, id.ref().key());
      select.setString(2, id.toString());
      return tasks(select).stream().findFirst();
    }
  }

  /** What a page that ends with this task goes on from. */
  static Cursor after(Task task) {
    return new Cursor(task.due(), task.id().toString());
  }

  private record Found(boolean notice, String id, Instant due) {}

  private List<Task> tasks(PreparedStatement select) throws SQLException {
    var found = new ArrayList<Found>();
    try (var row = select.executeQuery()) {
      while (row.next()) {
        found.add(
            new Found(
                row.getString(1).equals("notice"),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant()));
      }
    }
    var steps = ReminderStepRow.named(ids(found, /* notices= */ false));
    var notices = NoticeRow.named(ids(found, /* notices= */ true));
    var words = texts.get();
    return found.stream()
        .flatMap(
            each ->
                each.notice()
                    ? Optional.ofNullable(notices.get(each.id())).stream()
                        .flatMap(
                            row -> Task.of(PostingRef.parse(row.key), row.notice(), words).stream())
                    : Optional.ofNullable(steps.get(each.id())).stream()
                        .flatMap(
                            row ->
                                Task.of(PostingRef.parse(row.key), row.toStep(), each.due(), words)
                                    .stream()))
        .toList();
  }

  private static List<String> ids(List<Found> found, boolean notices) {
    return found.stream().filter(each -> each.notice() == notices).map(Found::id).toList();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
