package io.orderwatch.notification.people.edge;

import io.orderwatch.notification.people.Alerting.Kind;
import io.orderwatch.notification.people.Alerting.Subject;
import io.orderwatch.notification.people.Letter;
import io.orderwatch.notification.people.People;
import io.orderwatch.notification.people.Words;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts as they are kept; each method is part of the caller's transaction. */
final class AlertBook {

  /** A loss, or what nobody can send, is news for so long. */
  private static final Duration NEWS = Duration.ofDays(1);

  record Group(String store, Kind kind) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      var first = store.compareTo(other.store);
      return first != 0 ? first : kind.compareTo(other.kind);
    }
  }

  /** An alert that is open. */
  record Open(
      String id, Group group, int level, Instant told, Optional<Instant> due, int subjects) {}

  private final Connection tx;

  AlertBook(Connection tx) {
    this.tx = tx;
  }

  /** Whether this transaction is the one that works on the alerts. */
  boolean first() throws SQLException {
    try (var lock =
            tx.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended('alerts', 0))");
        var row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** What concerns people and none of them was told of. */
  Map<Group, List<Subject>> waiting(Instant now) throws SQLException {
    var waiting = new TreeMap<Group, List<Subject>>();
    try (var select =
        tx.prepareStatement(
            """
            select c.store, c.kind, c.subject, c.due_at, c.since from concern c
             where c.since <= ? and (c.kind not in ('ORDER_LOST', 'NOTICE_REFUSED') or c.since > ?)
               and (c.kind <> 'ANSWER' or c.due_at > ?) and c.kind = any (?)
               and not exists (select from alert_subject s
                                where s.store = c.store and s.kind = c.kind and s.subject = c.subject)
             order by c.due_at, c.subject""")) {
      select.setObject(1, utc(now));
      select.setObject(2, utc(now.minus(NEWS)));
      select.setObject(3, utc(now));
      select.setArray(4, known());
      try (var row = select.executeQuery()) {
        while (row.next()) {
          waiting
              .computeIfAbsent(
                  new Group(row.getString(1), Kind.valueOf(row.getString(2))),
                  _ -> new ArrayList<>())
              .add(new Subject(row.getString(3), at(row, 5), Optional.ofNullable(maybe(row, 4))));
        }
      }
    }
    return waiting;
  }

  Optional<Instant> last(Group group) throws SQLException {
    try (var select =
        tx.prepareStatement("select max(raised_at) from alert where store = ? and kind = ?")) {
      select.setString(1, group.store());
      select.setString(2, group.kind().name());
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(maybe(row, 1)) : Optional.empty();
      }
    }
  }

  void raise(Group group, List<Subject> subjects, Instant now) throws SQLException {
    var id =
        "%s-%s-%d"
            .formatted(
                group.store(),
                group.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                now.getEpochSecond());
    var due = subjects.stream().flatMap(each -> each.due().stream()).min(Instant::compareTo);
    try (var insert =
        tx.prepareStatement(
            """
            insert into alert (id, store, kind, raised_at, level, told_at, due_at, subjects, state)
            values (?, ?, ?, ?, 1, ?, ?, ?, 'open')""")) {
      insert.setString(1, id);
      insert.setString(2, group.store());
      insert.setString(3, group.kind().name());
      insert.setObject(4, utc(now));
      insert.setObject(5, utc(now));
      insert.setObject(6, due.map(AlertBook::utc).orElse(null));
      insert.setInt(7, subjects.size());
      insert.executeUpdate();
    }
    try (var insert =
        tx.prepareStatement(
            "insert into alert_subject (store, kind, subject, alert_id) values (?, ?, ?, ?)")) {
      for (var subject : subjects) {
        insert.setString(1, group.store());
        insert.setString(2, group.kind().name());
        insert.setString(3, subject.id());
        insert.setString(4, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Alerts of which nothing concerns anybody any more are over. */
  void end(Instant now) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update alert a set state = 'over'
             where state = 'open'
               and case when kind in ('ORDER_LOST', 'NOTICE_REFUSED') then raised_at < ?
                        else not exists (select from alert_subject s join concern c
                                           on c.store = s.store and c.kind = s.kind and c.subject = s.subject
                                         where s.alert_id = a.id) end""")) {
      update.setObject(1, utc(now.minus(NEWS)));
      update.executeUpdate();
    }
  }

  List<Open> open() throws SQLException {
    return open("");
  }

  /** Those whose level was not told yet. */
  List<Open> untold() throws SQLException {
    return open(
        " and not exists (select from delivery d where d.letter = a.id and d.level = a.level)");
  }

  private List<Open> open(String which) throws SQLException {
    var open = new ArrayList<Open>();
    try (var select =
        tx.prepareStatement(
            "select id, store, kind, level, told_at, due_at, subjects from alert a where state = 'open' and kind = any (?)"
                + which
                + " order by raised_at, id limit 1000")) {
      select.setArray(1, known());
      try (var row = select.executeQuery()) {
        while (row.next()) {
          open.add(
              new Open(
                  row.getString(1),
                  new Group(row.getString(2), Kind.valueOf(row.getString(3))),
                  row.getInt(4),
                  at(row, 5),
                  Optional.ofNullable(maybe(row, 6)),
                  row.getInt(7)));
        }
      }
    }
    return open;
  }

  /** A newer version beside this one may keep kinds that this one has no words for. */
  private Array known() throws SQLException {
    return known(tx);
  }

  static Array known(Connection tx) throws SQLException {
    return tx.createArrayOf(
        "text", Arrays.stream(Kind.values()).map(Kind::name).toArray(String[]::new));
  }

  void escalate(Open alert, Instant now) throws SQLException {
    try (var update =
        tx.prepareStatement(
            "update alert set level = level + 1, told_at = ? where id = ? and state = 'open'")) {
      update.setObject(1, utc(now));
      update.setString(2, alert.id());
      update.executeUpdate();
    }
  }

  /** What each channel of the alert's level is told. */
  List<Letter> letters(Open alert, People people, People.Store store, Instant now)
      throws SQLException {
    var group = alert.group();
    var language = store.language();
    var title = Words.title(language, group.store(), group.kind(), alert.subjects(), alert.level());
    var text =
        Words.text(
            language,
            store.zone(),
            alert.id(),
            group.kind(),
            alert.subjects(),
            alert.due(),
            names(alert));
    return people.at(store, alert.level()).stream()
        .map(
            channel ->
                new Letter(
                    alert.id(),
                    group.store(),
                    channel.name(),
                    group.kind().name(),
                    alert.level(),
                    title,
                    text,
                    now))
        .toList();
  }

  private List<String> names(Open alert) throws SQLException {
    var names = new ArrayList<String>();
    try (var select =
        tx.prepareStatement(
            "select subject from alert_subject where alert_id = ? order by subject limit ?")) {
      select.setString(1, alert.id());
      select.setInt(2, Words.NAMED);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          posting(row.getString(1)).ifPresent(names::add);
        }
      }
    }
    return names;
  }

  /** The posting's number in the name of a subject; empty if it is about none. */
  static Optional<String> posting(String subject) {
    var colon = subject.indexOf(':');
    var slash = subject.indexOf('/');
    return colon < 0
        ? Optional.empty()
        : Optional.of(subject.substring(colon + 1, slash < colon ? subject.length() : slash));
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant maybe(ResultSet row, int column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
