package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnstileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void many_threads_together_keep_the_rate() throws InterruptedException {
    var turnstile = Turnstile.of(50, 5);
    var passed = new CopyOnWriteArrayList<Duration>();
    var start = System.nanoTime();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 30; i++) {
      threads.add(Thread.ofVirtual().start(() -> passed.add(pass(turnstile, PATIENCE))));
    }
    for (var thread : threads) {
      thread.join();
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(passed).hasSize(30).containsOnly(Duration.ZERO);
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(499));
  }

  @Test
  void after_a_quiet_time_too_no_second_has_more_than_is_allowed() {
    var turnstile = Turnstile.of(20, 20);
    var asked = new ArrayList<Long>();
    var went = new ArrayList<Long>();
    for (var call = 0; call < 45; call++) {
      asked.add(System.nanoTime());
      assertThat(pass(turnstile, PATIENCE)).isZero();
      went.add(System.nanoTime());
    }
    assertThat(Duration.ofNanos(went.get(19) - asked.getFirst()))
        .as("a burst goes at once")
        .isLessThan(Duration.ofMillis(900));
    for (var call = 20; call < 45; call++) {
      assertThat(Duration.ofNanos(went.get(call) - asked.get(call - 20)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void first_come_is_first_served() throws InterruptedException {
    var turnstile = Turnstile.of(20, 1);
    turnstile.exceeded(Duration.ofMillis(1500));
    var order = new CopyOnWriteArrayList<Integer>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 6; i++) {
      var place = i;
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    pass(turnstile, PATIENCE);
                    order.add(place);
                  }));
      // The first one holds the head of the queue, the others stand behind it.
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> turnstile.waiting() >= place);
      if (place == 0) {
        var first = threads.getFirst();
        Awaitility.await().until(() -> first.getState() == Thread.State.TIMED_WAITING);
      }
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(order).isEqualTo(List.of(0, 1, 2, 3, 4, 5));
  }

  @Test
  void who_would_wait_too_long_is_told_so_at_once() {
    var turnstile = Turnstile.of(20, 1);
    turnstile.exceeded(Duration.ofSeconds(50));
    assertThat(pass(turnstile, PATIENCE)).isGreaterThan(Duration.ofSeconds(45));
  }

  @Test
  void who_waited_long_enough_behind_others_gives_up() throws InterruptedException {
    var turnstile = Turnstile.of(20, 1);
    turnstile.exceeded(Duration.ofSeconds(2));
    var head = Thread.ofVirtual().start(() -> pass(turnstile, PATIENCE));
    Awaitility.await().until(() -> head.getState() == Thread.State.TIMED_WAITING);
    assertThat(pass(turnstile, Duration.ofMillis(20))).isPositive();
    head.join();
  }

  private static Duration pass(Turnstile turnstile, Duration patience) {
    try {
      return turnstile.pass(patience);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
