package io.orderwatch.notification.digest.edge;

import io.orderwatch.notification.digest.Digest;
import io.orderwatch.notification.people.Letter;
import io.orderwatch.notification.people.People;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Counts what a store's people are told in the morning, and remembers that they were told. */
@Singleton
public class Digests {

  private static final Duration DAY = Duration.ofDays(1);
  private static final int FIRST = 5;
  private static final String EVERY_STORE = "*";

  /** A digest to be told. */
  public record Written(String store, LocalDate day, List<Letter> letters) {}

  private final People people;
  private final OzonStores stores;
  private final DataSource database;

  Digests(People people, OzonStores stores, DataSource database) {
    this.people = people;
    this.stores = stores;
    this.database = database;
  }

  public List<Written> due(Instant now) throws SQLException {
    var due = new ArrayList<Written>();
    var names = new TreeSet<>(people.stores().keySet());
    stores.all().forEach(each -> names.add(each.store().value()));
    names.remove(EVERY_STORE);
    for (var name : names) {
      var store = people.of(name);
      var at = store.flatMap(People.Store::digest);
      if (store.isPresent() && at.isPresent() && !store.get().routes().isEmpty()) {
        try (var connection = database.getConnection()) {
          var day = Digest.due(now, store.get().zone(), at.get(), last(connection, name));
          if (day.isPresent()) {
            due.add(written(connection, name, store.get(), day.get(), now));
          }
        }
      }
    }
    return due;
  }

  private Written written(
      Connection connection, String name, People.Store store, LocalDate day, Instant now)
      throws SQLException {
    var title = Digest.title(store.language(), name, day);
    var text = count(connection, name, now).text(store.language(), store.zone());
    var letters =
        people.at(store, 1).stream()
            .map(
                channel ->
                    new Letter(
                        "digest-" + name + "-" + day,
                        name,
                        channel.name(),
                        "DIGEST",
                        1,
                        title,
                        text,
                        now))
            .toList();
    return new Written(name, day, letters);
  }

  private static Optional<LocalDate> last(Connection connection, String store) throws SQLException {
    try (var select = connection.prepareStatement("select max(day) from digest where store = ?")) {
      select.setString(1, store);
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.ofNullable(row.getObject(1, LocalDate.class))
            : Optional.empty();
      }
    }
  }

  private static Digest count(Connection connection, String store, Instant now)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select count(*) filter (where state = 'supplied' and ended_at > ?),
                   count(*) filter (where state = 'lost' and ended_at > ?),
                   count(*) filter (where state = 'owes'),
                   (select count(*) from concern where store = ? and kind = 'TASK'),
                   (select count(*) from concern
                     where store = ? and kind in ('TICKET_STALE', 'CANCELLATION_DUE', 'RETURN_DUE', 'APPROVAL_AWAITED'))
              from owing where starts_with(key, ? || ':')""")) {
      select.setObject(1, utc(now.minus(DAY)));
      select.setObject(2, utc(now.minus(DAY)));
      select.setString(3, store);
      select.setString(4, store);
      select.setString(5, store);
      try (var row = select.executeQuery()) {
        row.next();
        return new Digest(
            row.getLong(1),
            row.getLong(2),
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            first(connection, store));
      }
    }
  }

  private static List<Digest.First> first(Connection connection, String store) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select split_part(split_part(subject, ':', 2), '/', 1) as posting, min(due_at) from concern
             where store = ? and due_at is not null group by 1 order by 2, 1 limit ?""")) {
      select.setString(1, store);
      select.setInt(2, FIRST);
      try (var row = select.executeQuery()) {
        var first = new ArrayList<Digest.First>();
        while (row.next()) {
          first.add(
              new Digest.First(
                  row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()));
        }
        return first;
      }
    }
  }

  public void written(Written digest, Instant now) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into digest (store, day, at) values (?, ?, ?) on conflict do nothing")) {
      insert.setString(1, digest.store());
      insert.setObject(2, digest.day());
      insert.setObject(3, utc(now));
      insert.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
