package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many ask, one counts. */
class CountedTest {

  private final AtomicInteger times = new AtomicInteger();

  @Test
  void what_was_counted_is_good_for_a_while() {
    var counted = new Counted<String, Integer>(Duration.ofMinutes(1));
    assertThat(counted.of("a", times::incrementAndGet)).isEqualTo(1);
    assertThat(counted.of("a", times::incrementAndGet)).isEqualTo(1);
    assertThat(counted.of("b", times::incrementAndGet)).as("counted apart").isEqualTo(2);
  }

  @Test
  void what_is_old_is_counted_again() {
    var counted = new Counted<String, Integer>(Duration.ZERO);
    assertThat(counted.of("a", times::incrementAndGet)).isEqualTo(1);
    await().until(() -> counted.of("a", times::incrementAndGet), found -> found == 2);
  }

  @Test
  void while_one_counts_the_others_take_what_was_counted_last() throws Exception {
    var counted = new Counted<String, Integer>(Duration.ZERO);
    counted.of("a", times::incrementAndGet);
    Thread.sleep(50); // longer than four times what the first count took
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var counting =
          threads.submit(
              () ->
                  counted.of(
                      "a",
                      () -> {
                        begun.countDown();
                        waited(go);
                        return times.incrementAndGet();
                      }));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(counted.of("a", times::incrementAndGet)).isEqualTo(1);
      go.countDown();
      assertThat(counting.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void a_count_that_fails_is_tried_again_by_the_next() {
    var counted = new Counted<String, Integer>(Duration.ofMinutes(1));
    assertThatThrownBy(
            () ->
                counted.of(
                    "a",
                    () -> {
                      throw new IllegalStateException("away");
                    }))
        .hasMessage("away");
    assertThat(counted.of("a", times::incrementAndGet)).isEqualTo(1);
  }

  private static void waited(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
