package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two features share their keys; records tell the first one first, timers are due the other way.
 */
class LockOrderTest {

  private static final int KEYS = 40;
  private static final int ROUNDS = 25;

  private final MailboxFixture mailbox = new MailboxFixture();
  private final Engine engine =
      new Engine(
          "test-service",
          List.of(counting("first", Tally.Row.class, 2), counting("second", Other.class, 1)),
          mailbox.clock);

  @jakarta.persistence.Table(name = "other")
  static final class Other {
    @jakarta.persistence.Id String key = "";
    @jakarta.persistence.Column long n;
  }

  private static Feature<Long> counting(String name, Class<?> row, int seconds) {
    States<Long> states =
        row == Other.class
            ? Table.of(Other.class, LockOrderTest::other, each -> each.n)
            : Table.of(Tally.Row.class, Tally.Row::of, each -> each.n);
    return Feature.named(name)
        .kept(states, 0L)
        .hears(
            PostingEvent.class,
            (n, _, input) ->
                Decision.move(n + 1, new Effect.SetTimer("later", input.at().plusSeconds(seconds))))
        .fires((n, _, _) -> Decision.move(n + 1000));
  }

  private static Other other(String key, Long n) {
    var row = new Other();
    row.key = key;
    row.n = n;
    return row;
  }

  @Test
  @Timeout(60)
  void no_deadlock_between_records_and_timers_of_two_features() throws Exception {
    mailbox.execute("create table other (key text primary key, n bigint not null)");
    mailbox.clock.tick(Duration.ofHours(1));
    var lease = mailbox.lease();
    var timers = new Timers(mailbox.database, engine, 500, Duration.ofSeconds(10), () -> {});
    Callable<Integer> firing =
        () -> {
          for (var round = 0; round < ROUNDS * 2; round++) {
            timers.fire(Tally.SHARD, lease);
          }
          return 0;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = threads.submit(this::listen);
      var fired = threads.submit(firing);
      assertThat(working.get()).isEqualTo(ROUNDS * KEYS);
      assertThat(fired.get()).isZero();
    }
    while (timers.fire(Tally.SHARD, lease) > 0) {}
    assertThat(mailbox.column("select distinct n % 1000 from tally")).containsExactly("" + ROUNDS);
    assertThat(mailbox.column("select distinct n % 1000 from other")).containsExactly("" + ROUNDS);
  }

  private int listen() throws SQLException {
    var inbox = new Inbox(mailbox.database, engine, () -> {});
    for (var round = 1; round <= ROUNDS; round++) {
      var version = round;
      inbox.accept(
          IntStream.range(0, KEYS).mapToObj(n -> mailbox.received(Tally.key(n), version)).toList());
    }
    return ROUNDS * KEYS;
  }
}
