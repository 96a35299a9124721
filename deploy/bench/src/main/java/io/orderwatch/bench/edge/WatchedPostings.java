package io.orderwatch.bench.edge;

import io.orderwatch.bench.peer.Watching;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Watching} on the mailbox; a state is one row with about 1 KB of jsonb. */
final class WatchedPostings implements Feature<Optional<Posting>>, States<Optional<Posting>> {

  static final String TABLE =
      "create table watched (key text primary key, version bigint not null, body jsonb not null)";

  @Override
  public String name() {
    return "watching";
  }

  @Override
  public Optional<Posting> unknown() {
    return Optional.empty();
  }

  @Override
  public States<Optional<Posting>> states() {
    return this;
  }

  @Override
  public boolean hears(Event event) {
    return event instanceof PostingEvent.Snapshot;
  }

  @Override
  public Decision<Optional<Posting>> decide(Optional<Posting> state, Input input) {
    return switch (input.content()) {
      case PostingEvent.Snapshot event
          when Watching.changes(state.orElse(null), event.posting()) -> {
        var effects = new ArrayList<Effect>();
        effects.add(Effect.publish(new PostingState(event.posting())));
        if (Watching.reminds(event.posting())) {
          effects.add(new Effect.SetTimer("reminder", Watching.reminder(input.at())));
        }
        yield new Decision<>(Optional.of(event.posting()), effects);
      }
      default -> Decision.stay(state);
    };
  }

  @Override
  public Map<String, Optional<Posting>> lock(Connection tx, List<String> sortedKeys)
      throws SQLException {
    try (var select =
        tx.prepareStatement(
            "select key, body from watched where key = any(?) order by key for update")) {
      select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
      try (var rows = select.executeQuery()) {
        var found = new HashMap<String, Optional<Posting>>();
        while (rows.next()) {
          found.put(rows.getString(1), read(rows.getString(2)));
        }
        return found;
      }
    }
  }

  private static Optional<Posting> read(String json) {
    return Wire.decode("posting.state.v1", json.getBytes(StandardCharsets.UTF_8))
        .map(event -> ((PostingState) event).posting());
  }

  @Override
  public int insert(Connection tx, Map<String, Optional<Posting>> fresh) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            insert into watched (key, version, body)
            select * from unnest(?::text[], ?::bigint[], ?::jsonb[]) on conflict do nothing""")) {
      set(tx, insert, fresh);
      return insert.executeUpdate();
    }
  }

  @Override
  public void update(Connection tx, Map<String, Optional<Posting>> changed) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update watched w set version = n.version, body = n.body
              from unnest(?::text[], ?::bigint[], ?::jsonb[]) as n(key, version, body)
             where w.key = n.key""")) {
      set(tx, update, changed);
      update.executeUpdate();
    }
  }

  private static void set(
      Connection tx, PreparedStatement statement, Map<String, Optional<Posting>> states)
      throws SQLException {
    var postings = states.values().stream().map(Optional::orElseThrow).toList();
    statement.setArray(1, Sql.texts(tx, postings, posting -> posting.ref().key()));
    statement.setArray(2, Sql.longs(tx, postings, Posting::version));
    statement.setArray(
        3,
        Sql.texts(
            tx,
            postings,
            posting -> new String(Wire.encode(new PostingState(posting)), StandardCharsets.UTF_8)));
  }
}
