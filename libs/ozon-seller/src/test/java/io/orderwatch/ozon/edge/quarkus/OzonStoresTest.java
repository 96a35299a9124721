package io.orderwatch.ozon.edge.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OzonStoresTest {

  private record Given(
      URI url, Optional<String> keys, Duration timeout, double callsPerSecond, boolean send)
      implements OzonSettings {}

  private record Waiting(
      Duration lease, int batch, Duration settling, Optional<Instant> lookingBackUntil)
      implements MailboxSettings {}

  @Test
  void several_stores_are_written_in_one_text() {
    assertThat(stores("1001=a-b=; 1002=c;")).containsExactly("1001", "1002");
  }

  @Test
  void without_keys_no_store_is_ours() {
    assertThat(stores(null)).isEmpty();
    assertThat(stores("")).isEmpty();
  }

  @Test
  void a_slip_is_not_quoted() {
    assertThatThrownBy(() -> stores("very-secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("very-secret");
  }

  @Test
  void a_request_that_may_take_longer_than_the_time_before_the_look_back_stops_the_start() {
    var given =
        new Given(
            URI.create("http://127.0.0.1:1"), Optional.empty(), Duration.ofSeconds(16), 1, false);
    assertThatThrownBy(() -> opened(given))
        .hasMessageContaining("orderwatch.ozon.timeout=PT16S")
        .hasMessageContaining("orderwatch.mailbox.settling=PT30S");
  }

  private static List<String> stores(@Nullable String keys) {
    var given =
        new Given(
            URI.create("http://127.0.0.1:1"),
            Optional.ofNullable(keys),
            Duration.ofSeconds(1),
            1,
            false);
    return opened(given);
  }

  private static List<String> opened(Given given) {
    return new OzonStores(
            given,
            new Waiting(Duration.ofSeconds(5), 1000, Duration.ofSeconds(30), Optional.empty()),
            ScaledClock.real(),
            new SimpleMeterRegistry())
        .all().stream().map(ozon -> ozon.store().value()).toList();
  }
}
