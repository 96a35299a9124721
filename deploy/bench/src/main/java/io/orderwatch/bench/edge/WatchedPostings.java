package io.orderwatch.bench.edge;

import io.orderwatch.bench.peer.Watching;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Table;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;

/** {@link Watching} on the mailbox; a state is one row with about 1 KB of jsonb. */
final class WatchedPostings {

  static final String TABLE =
      "create table watched (key text primary key, version bigint not null, body jsonb not null)";

  static final Feature<Optional<Posting>> FEATURE =
      Feature.named("watching")
          .kept(Table.of(Row.class, Row::of, Row::posting), Optional.<Posting>empty())
          .hears(PostingEvent.Snapshot.class, WatchedPostings::on);

  @jakarta.persistence.Table(name = "watched")
  static final class Row {
    @Id String key = "";
    @Column long version;

    @Column(columnDefinition = "jsonb")
    String body = "";

    static Row of(String key, Optional<Posting> state) {
      var posting = state.orElseThrow();
      var row = new Row();
      row.key = key;
      row.version = posting.version();
      row.body = new String(Wire.encode(new PostingState(posting)), StandardCharsets.UTF_8);
      return row;
    }

    Optional<Posting> posting() {
      return Wire.decode("posting.state.v1", body.getBytes(StandardCharsets.UTF_8))
          .map(event -> ((PostingState) event).posting());
    }
  }

  private WatchedPostings() {}

  private static Decision<Optional<Posting>> on(
      Optional<Posting> state, PostingEvent.Snapshot event, Input input) {
    if (!Watching.changes(state.orElse(null), event.posting())) {
      return Decision.stay(state);
    }
    var effects = new ArrayList<Effect>();
    effects.add(Effect.publish(new PostingState(event.posting())));
    if (Watching.reminds(event.posting())) {
      effects.add(new Effect.SetTimer("reminder", Watching.reminder(input.at())));
    }
    return new Decision<>(Optional.of(event.posting()), effects);
  }
}
