package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the decisions of one transaction let happen, gathered in memory and written as sets. */
final class Effects {

  private static final Logger LOG = Logger.getLogger(Effects.class);

  private record Row(
      String topic,
      String key,
      String headers,
      byte @Nullable [] payload,
      byte @Nullable [] envelope) {}

  private record TimerKey(String ref, String name) {}

  /**
   * @param due null for a timer that is cancelled
   */
  private record Setting(@Nullable Instant due, @Nullable String trace) {}

  private record Call(
      UUID id, String feature, String key, Effect.CallOut out, @Nullable String trace) {}

  private final String service;
  private final List<Row> outbox = new ArrayList<>();
  private final Map<TimerKey, Setting> timers = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Runnable> decided = new ArrayList<>();

  Effects(String service) {
    this.service = service;
  }

  <S> void add(Feature<S> feature, Input input, Decision<S> decision) {
    decided.add(() -> feature.committed(input, decision));
    add(feature.name(), input, decision.effects());
  }

  private void add(String feature, Input input, List<Effect> effects) {
    var position = 0;
    for (var effect : effects) {
      switch (effect) {
        case Effect.Publish(var event, var at, var cause) ->
            publish(
                event,
                at == null ? input.at() : at,
                cause == null ? input.cause() + "/" + feature + "/" + position : cause,
                input.trace());
        case Effect.SetTimer(var name, var due) ->
            timers.put(
                new TimerKey(input.key(), feature + "/" + name),
                new Setting(Micros.up(due), input.trace()));
        case Effect.CancelTimer(var name) ->
            timers.put(new TimerKey(input.key(), feature + "/" + name), new Setting(null, null));
        case Effect.CallOut out ->
            calls.add(
                new Call(
                    callId(feature, input.key(), out.kind(), out.id()),
                    feature,
                    input.key(),
                    out,
                    input.trace()));
      }
      position++;
    }
  }

  static UUID callId(String feature, String key, String kind, String id) {
    return derived("call/" + feature + "/" + key + "/" + kind + "/" + id);
  }

  private void publish(Event event, Instant at, String cause, @Nullable String trace) {
    var type = Wire.type(event);
    var id = derived(service + "/" + type + "/" + event.key() + "/" + cause);
    outbox.add(
        new Row(
            event.topic().wireName(),
            event.key(),
            Envelope.of(id, type, at, service, event.subject(), trace),
            Wire.encode(event),
            null));
  }

  /** A record that could not be worked through, as it came, with the reason beside it. */
  void deadLetter(Letter letter) {
    outbox.add(new Row(service + ".dlq", "", "", letter.payload(), letter.envelope()));
  }

  private static UUID derived(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Called after the states were written: their rows are locked, so ids grow in the order of each
   * key's changes.
   */
  void write(Connection tx, Instant now) throws SQLException {
    writeTimers(tx, now);
    writeOutbox(tx);
    writeCalls(tx);
  }

  /** What was decided stands: each feature hears of its decisions. */
  void committed() {
    try {
      decided.forEach(Runnable::run);
    } catch (RuntimeException e) {
      LOG.warn("a committed decision was not counted", e); // it is committed all the same
    }
  }

  private void writeOutbox(Connection tx) throws SQLException {
    if (outbox.isEmpty()) {
      return;
    }
    try (var insert =
        tx.prepareStatement(
            """
            insert into outbox (shard, topic, key, headers, payload, envelope)
            select * from unnest(?::smallint[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[])""")) {
      insert.setArray(1, Sql.shards(tx, outbox, Row::key));
      insert.setArray(2, Sql.texts(tx, outbox, Row::topic));
      insert.setArray(3, Sql.texts(tx, outbox, Row::key));
      insert.setArray(4, Sql.texts(tx, outbox, Row::headers));
      insert.setArray(
          5, tx.createArrayOf("bytea", outbox.stream().map(Row::payload).toArray(byte[][]::new)));
      // Mostly there is no dead letter: no column of nulls is sent then, unnest fills it up.
      insert.setArray(
          6,
          outbox.stream().anyMatch(row -> row.envelope() != null)
              ? tx.createArrayOf("bytea", outbox.stream().map(Row::envelope).toArray(byte[][]::new))
              : null);
      insert.executeUpdate();
    }
  }

  private void writeTimers(Connection tx, Instant now) throws SQLException {
    var cancelled =
        timers.entrySet().stream()
            .filter(timer -> timer.getValue().due() == null)
            .map(Map.Entry::getKey)
            .toList();
    if (!cancelled.isEmpty()) {
      try (var delete =
          tx.prepareStatement(
              "delete from timer t using unnest(?::text[], ?::text[]) as c(ref, name) where t.ref = c.ref and t.name = c.name")) {
        delete.setArray(1, Sql.texts(tx, cancelled, TimerKey::ref));
        delete.setArray(2, Sql.texts(tx, cancelled, TimerKey::name));
        delete.executeUpdate();
      }
    }
    var set = timers.entrySet().stream().filter(timer -> timer.getValue().due() != null).toList();
    if (!set.isEmpty()) {
      // A timer set for the past is due now: below the mark it would not be seen before the next
      // sweep.
      try (var insert =
          tx.prepareStatement(
              """
              insert into timer (shard, due, name, ref, trace, later)
              select shard, greatest(due, n.now), name, ref, trace, due > n.now
                from unnest(?::smallint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[]) as t(shard, due, name, ref, trace),
                     (select ?::timestamptz as now) n
              on conflict (ref, name) do update
                set due = excluded.due, trace = excluded.trace, later = excluded.later""")) {
        insert.setArray(1, Sql.shards(tx, set, timer -> timer.getKey().ref()));
        insert.setArray(2, Sql.instants(tx, set, timer -> timer.getValue().due()));
        insert.setArray(3, Sql.texts(tx, set, timer -> timer.getKey().name()));
        insert.setArray(4, Sql.texts(tx, set, timer -> timer.getKey().ref()));
        // Where nobody follows anything no column of nulls is sent: unnest fills it up.
        insert.setArray(
            5,
            set.stream().anyMatch(timer -> timer.getValue().trace() != null)
                ? Sql.texts(tx, set, timer -> timer.getValue().trace())
                : null);
        insert.setString(6, now.toString());
        insert.executeUpdate();
      }
    }
  }

  private void writeCalls(Connection tx) throws SQLException {
    if (calls.isEmpty()) {
      return;
    }
    try (var insert =
        tx.prepareStatement(
            """
            insert into call (id, shard, feature, key, kind, name, payload, trace) values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing""")) {
      for (var call : calls) {
        insert.setObject(1, call.id());
        insert.setShort(2, Sql.shard(call.key()));
        insert.setString(3, call.feature());
        insert.setString(4, call.key());
        insert.setString(5, call.out().kind());
        insert.setString(6, call.out().id());
        insert.setBytes(7, Wire.write(call.out().payload()));
        insert.setString(8, call.trace());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
