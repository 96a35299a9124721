package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Underway;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Counts what it hears of a key: each posting event sets a timer and publishes, each timer plans a
 * call, each outcome publishes.
 */
final class Tally {

  static final String TABLE = "create table tally (key text primary key, n bigint not null)";

  /** Of every key that ends in a number of {@link #key}. */
  static final short SHARD = 1;

  /** What its calls say. */
  record Ring(String text) {}

  @jakarta.persistence.Table(name = "tally")
  static final class Row {
    @Id String key = "";
    @Column long n;

    static Row of(String key, Long n) {
      var row = new Row();
      row.key = key;
      row.n = n;
      return row;
    }
  }

  /** Keys whose rule fails. */
  final Set<String> poisoned = new HashSet<>();

  /** Keys of what was committed, in that order. */
  final List<String> committed = new ArrayList<>();

  /** How far its calls were, as it was told. */
  final List<Underway.State> underway = new CopyOnWriteArrayList<>();

  final Feature<Long> feature =
      Feature.named("tally")
          .kept(Table.of(Row.class, Row::of, row -> row.n), 0L)
          .hears(PostingEvent.class, (n, _, input) -> posting(n, input))
          .fires((n, _, input) -> due(n, input))
          .settles((n, settled, input) -> settled(n, settled, input))
          .follows((n, _, _) -> Decision.stay(n))
          .counts((input, _) -> committed(input));

  private void committed(Input input) {
    if (input.content() instanceof Underway(_, _, var state)) {
      underway.add(state);
    } else {
      committed.add(input.key());
    }
  }

  /** The n-th key that falls into {@link #SHARD}. */
  static String key(int n) {
    for (var i = 0; ; i++) {
      var key = "1001:" + i;
      if (Sql.shard(key) == SHARD && n-- == 0) {
        return key;
      }
    }
  }

  private Decision<Long> posting(Long n, Input input) {
    return Decision.move(
        n + 1,
        Effect.publish(new MessageEvent.Failed(ref(input), (int) (n + 1), "")),
        new Effect.SetTimer("ring", input.at().plusSeconds(60)));
  }

  private Decision<Long> due(Long n, Input input) {
    ref(input);
    return Decision.move(n + 100, new Effect.CallOut("ring", "call-" + n, new Ring("n\nis " + n)));
  }

  private Decision<Long> settled(Long n, Settled settled, Input input) {
    return Decision.move(
        n + 10_000,
        Effect.publish(
            new MessageEvent.Sent(ref(input), 1, settled.id() + " " + settled.outcome())));
  }

  private PostingRef ref(Input input) {
    if (poisoned.contains(input.key())) {
      throw new IllegalStateException("this key is poisoned");
    }
    return PostingRef.parse(input.key());
  }
}
