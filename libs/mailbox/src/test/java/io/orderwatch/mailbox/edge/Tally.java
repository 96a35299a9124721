package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Settled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what it hears of a key: each posting event sets a timer and publishes, each timer plans a
 * call, each outcome publishes.
 */
final class Tally implements Feature<Long> {

  static final String TABLE = "create table tally (key text primary key, n bigint not null)";

  /** Of every key that ends in a number of {@link #key}. */
  static final short SHARD = 1;

  /** Keys whose rule fails. */
  final Set<String> poisoned = new HashSet<>();

  /** Keys of what was committed, in that order. */
  final List<String> committed = new ArrayList<>();

  /** The n-th key that falls into {@link #SHARD}. */
  static String key(int n) {
    for (var i = 0; ; i++) {
      var key = "1001:" + i;
      if (Sql.shard(key) == SHARD && n-- == 0) {
        return key;
      }
    }
  }

  @Override
  public String name() {
    return "tally";
  }

  @Override
  public Long unknown() {
    return 0L;
  }

  @Override
  public boolean hears(Event event) {
    return event instanceof PostingEvent;
  }

  @Override
  public Decision<Long> decide(Long n, Input input) {
    if (poisoned.contains(input.key())) {
      throw new IllegalStateException("this key is poisoned");
    }
    var ref = PostingRef.parse(input.key());
    return switch (input.content()) {
      case PostingEvent _ ->
          Decision.move(
              n + 1,
              Effect.publish(new MessageEvent.Failed(ref, (int) (n + 1), "")),
              new Effect.SetTimer("ring", input.at().plusSeconds(60)));
      case Due _ ->
          Decision.move(
              n + 100, new Effect.CallOut("ring", "call-" + n, Map.of("text", "n\nis " + n)));
      case Settled(var _, var id, var details, var outcome) ->
          Decision.move(
              n + 10_000,
              Effect.publish(new MessageEvent.Sent(ref, details.size(), id + " " + outcome)));
      default -> Decision.stay(n);
    };
  }

  @Override
  public void committed(Input input, Decision<Long> decision) {
    committed.add(input.key());
  }

  @Override
  public States<Long> states() {
    return new States<>() {
      @Override
      public Map<String, Long> lock(Connection tx, List<String> sortedKeys) throws SQLException {
        try (var select =
            tx.prepareStatement(
                "select key, n from tally where key = any(?) order by key for update")) {
          select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
          try (var rows = select.executeQuery()) {
            var found = new HashMap<String, Long>();
            while (rows.next()) {
              found.put(rows.getString(1), rows.getLong(2));
            }
            return found;
          }
        }
      }

      @Override
      public int insert(Connection tx, Map<String, Long> fresh) throws SQLException {
        return write(
            tx,
            fresh,
            "insert into tally select * from unnest(?::text[], ?::bigint[]) on conflict do nothing");
      }

      @Override
      public void update(Connection tx, Map<String, Long> changed) throws SQLException {
        write(
            tx,
            changed,
            "update tally t set n = c.n from unnest(?::text[], ?::bigint[]) as c(key, n) where t.key = c.key");
      }

      private int write(Connection tx, Map<String, Long> rows, String sql) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
          statement.setArray(1, Sql.texts(tx, rows.keySet(), key -> key));
          statement.setArray(2, Sql.longs(tx, rows.values(), n -> n));
          return statement.executeUpdate();
        }
      }
    };
  }
}
