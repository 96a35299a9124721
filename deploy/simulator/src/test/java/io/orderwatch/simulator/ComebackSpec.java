package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComebackSpec {

  private static final Duration LONG = Duration.ofDays(40);

  private static List<Comeback> backs(Watched watched, Instant now) {
    return watched.world.postings().stream()
        .flatMap(posting -> Comeback.of(posting, now).stream())
        .toList();
  }

  @Test
  void what_was_cancelled_on_the_way_is_carried_back_fetched_and_over() {
    var watched = new Watched(Watched.of(1, 0, "never", "3pl_tracking"));
    var onWay = watched.until("posting_on_way_to_city");
    var posting = watched.first();
    watched.world.apply(
        new Command.Cancel(posting.store(), posting.number(), 402, "returned by the carrier"),
        onWay);
    var since = onWay;

    assertThat(backs(watched, since).getFirst().status()).isEqualTo("MovingToSeller");
    assertThat(backs(watched, since.plus(Duration.ofDays(8))).getFirst().status())
        .isEqualTo("ArrivedAtReturnPlace");
    var over = backs(watched, since.plus(Duration.ofDays(10))).getFirst();
    assertThat(over.status()).isEqualTo("ReceivedBySeller");
    assertThat(over.endedAt()).isEqualTo(since.plus(Duration.ofDays(9)));
    assertThat(over.rfbs()).isFalse();
  }

  @Test
  void what_was_cancelled_before_it_was_sent_does_not_come_back() {
    var watched = new Watched(Watched.of(1, 1, "never", "aggregator"));
    watched.advance(Duration.ofDays(3));
    assertThat(watched.first().isCancelled()).isTrue();
    assertThat(backs(watched, Watched.START.plus(LONG))).isEmpty();
  }

  @Test
  void some_buyers_of_rfbs_ask_and_what_nobody_answers_approves_itself_after_three_days() {
    var watched = new Watched(Watched.of(100, 0, "never", "non_integrated"));
    watched.advance(LONG);
    var all = backs(watched, Watched.START.plus(LONG.multipliedBy(2)));
    assertThat(all).hasSizeBetween(5, 40).allMatch(Comeback::rfbs);
    var one = all.getFirst();
    assertThat(one.group()).isEqualTo("Approved");
    assertThat(one.endedAt()).isEqualTo(one.createdAt().plus(Duration.ofDays(3)));
    assertThat(Comeback.of(one.posting(), one.createdAt()).orElseThrow().group()).isEqualTo("New");
    assertThat(Comeback.of(one.posting(), one.createdAt().minusMillis(1))).isEmpty();
  }

  @Test
  void what_Ozons_carriers_deliver_is_not_asked_back_here() {
    var watched = new Watched(Watched.of(50, 0, "never", "ozon"));
    watched.advance(LONG);
    assertThat(backs(watched, Watched.START.plus(LONG.multipliedBy(2)))).isEmpty();
  }
}
