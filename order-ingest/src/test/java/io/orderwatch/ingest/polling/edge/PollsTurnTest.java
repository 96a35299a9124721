package io.orderwatch.ingest.polling.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;

import io.orderwatch.contracts.StoreId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class PollsTurnTest {

  private static final StoreId STORE = new StoreId("1001");

  private final Bounds bounds = new Bounds(1, 1);

  private HealthCheckResponse health(Duration silence, Duration limit) {
    return new PollsTurn(bounds, () -> silence, limit).call();
  }

  @Test
  void a_page_that_does_not_come_back_within_its_limit_is_down_and_names_its_store()
      throws Exception {
    var hangs = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var page = threads.submit(() -> bounds.page(STORE, () -> waits(hangs)));
      await()
          .untilAsserted(
              () -> {
                var health = health(Duration.ZERO, Duration.ofMillis(20));
                assertThat(health.getStatus()).isEqualTo(DOWN);
                assertThat(health.getData().orElseThrow()).containsKey("store-1001-ms");
              });
      assertThat(health(Duration.ZERO, Duration.ofMinutes(1)).getStatus()).isEqualTo(UP);

      hangs.countDown();
      assertThat(page.get()).isTrue();
    }
    assertThat(health(Duration.ZERO, Duration.ZERO).getStatus()).isEqualTo(UP);
  }

  @Test
  void a_page_that_fails_is_in_flight_no_more() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                bounds.page(
                    STORE,
                    () -> {
                      throw new LinkageError("no exception, but an error");
                    }))
        .isInstanceOf(LinkageError.class);
    assertThat(bounds.inFlight()).isEmpty();
    assertThat(health(Duration.ZERO, Duration.ZERO).getStatus()).isEqualTo(UP);
  }

  @Test
  void if_nobody_looks_whose_turn_it_is_it_is_down() {
    assertThat(health(Duration.ofMinutes(3), Duration.ofMinutes(1)).getStatus()).isEqualTo(DOWN);
  }

  private static boolean waits(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
