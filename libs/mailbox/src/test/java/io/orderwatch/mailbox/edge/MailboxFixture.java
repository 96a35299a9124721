package io.orderwatch.mailbox.edge;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A fresh schema of the mailbox on a real PostgreSQL, one feature that counts, and records as Kafka
 * would hand them over.
 */
final class MailboxFixture {

  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  final DataSource database = BackingServices.shared().database().fresh().dataSource();
  final SettableClock clock = new SettableClock(NOON);
  final Tally tally = new Tally();
  final Engine engine = new Engine("test-service", List.of(tally.feature), clock);
  final Leases leases = new Leases(database, "me", Duration.ofSeconds(30));
  private final AtomicLong offset = new AtomicLong();

  MailboxFixture() {
    try (var script = Mailbox.class.getResourceAsStream("/db/mailbox/V0001__mailbox.sql")) {
      execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      execute(Tally.TABLE);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Inbox inbox() {
    return new Inbox(database, engine, () -> {});
  }

  Timers timers(int batch) {
    return new Timers(database, engine, batch, Duration.ofSeconds(10), () -> {});
  }

  Calls calls(Outlet<?> outlet, Duration settling) {
    return new Calls(
        database, Outages.none().database(), engine, List.of(outlet), settling, () -> {});
  }

  Lease lease() {
    return lease(leases, Tally.SHARD);
  }

  static Lease lease(Leases leases, short shard) {
    try {
      return leases.take("shard-" + shard).orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  List<@Nullable String> column(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<@Nullable String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What goes to the topic of dead letters, in its order. */
  List<Letter> letters() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select envelope, payload from outbox where envelope is not null order by id")) {
      var letters = new ArrayList<Letter>();
      while (rows.next()) {
        letters.add(Letter.of(rows.getBytes(1), rows.getBytes(2)));
      }
      return letters;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<@Nullable String> outboxTypes() {
    return column("select substring(headers from 'ce_type: ([^\n]+)') from outbox order by id");
  }

  static Posting posting(String key, long version) {
    return new Posting(
        PostingRef.parse(key),
        "0001",
        version,
        "awaiting_packaging",
        "posting_created",
        "ozon",
        List.of(),
        "",
        NOON,
        null,
        null,
        List.of(),
        null);
  }

  ConsumerRecord<String, byte[]> received(String key, long version) {
    return record(UUID.randomUUID(), new PostingEvent.Received(posting(key, version)));
  }

  ConsumerRecord<String, byte[]> record(UUID id, Event event) {
    return record(event.key(), Wire.type(event), id.toString(), Wire.encode(event));
  }

  ConsumerRecord<String, byte[]> record(String key, String type, String id, byte[] data) {
    var headers = new RecordHeaders();
    headers.add(Envelope.TYPE, type.getBytes(StandardCharsets.UTF_8));
    headers.add(Envelope.ID, id.getBytes(StandardCharsets.UTF_8));
    headers.add(Envelope.TIME, NOON.toString().getBytes(StandardCharsets.UTF_8));
    return new ConsumerRecord<>(
        "postings",
        0,
        offset.getAndIncrement(),
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        data,
        headers,
        java.util.Optional.empty());
  }
}
