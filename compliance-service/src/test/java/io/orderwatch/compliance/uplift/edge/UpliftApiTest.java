package io.orderwatch.compliance.uplift.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.compliance.edge.Topics;
import io.orderwatch.compliance.passport.HoldOut;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@TestProfile(UpliftApiTest.HalfHeldOut.class)
class UpliftApiTest {

  public static final class HalfHeldOut implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "orderwatch.passport.hold-out", "0.5", "orderwatch.passport.quiet-hours", "off");
    }
  }

  private static final int CASES = 40;
  private static final HoldOut HALF = new HoldOut(0.5);

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(int n, long version, String substatus, boolean lost) {
    return new Posting(
        PostingRef.of("6001", "u-" + n),
        "order-" + n,
        version,
        lost ? "cancelled" : "awaiting_packaging",
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        Service.NOON,
        null,
        null,
        List.of(),
        lost ? new Posting.Cancellation(0, "ozon", false, false) : null);
  }

  private static boolean held(int n) {
    return HALF.holds("order-" + n, "6001:u-" + n);
  }

  @Test
  void who_is_held_out_is_not_reminded_and_the_uplift_is_what_the_others_supplied_more() {
    var heldOut = 0;
    for (var n = 0; n < CASES; n++) {
      heldOut += held(n) ? 1 : 0;
      service.tell(
          new PostingEvent.Received(posting(n, 1, Posting.AWAITING_PASSPORT, false)), Service.NOON);
    }
    assertThat(heldOut).isBetween(8, 32);
    // Those who are reminded supply their data, of the others every fourth.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              var reminded =
                  Topics.all(Topic.PASSPORTS, PassportEvent.ReminderDue.class).stream()
                      .map(PassportEvent.ReminderDue::ref)
                      .filter(ref -> ref.store().value().equals("6001"))
                      .collect(Collectors.toSet());
              assertThat(reminded)
                  .containsExactlyInAnyOrderElementsOf(
                      IntStream.range(0, CASES)
                          .filter(n -> !held(n))
                          .mapToObj(n -> PostingRef.of("6001", "u-" + n))
                          .toList());
            });
    var supplied = 0;
    for (var n = 0; n < CASES; n++) {
      var supplies = !held(n) || n % 4 == 0;
      supplied += held(n) && supplies ? 1 : 0;
      var at = Service.NOON.plusSeconds(60);
      service.tell(
          supplies
              ? new PostingEvent.Changed(
                  posting(n, 2, "posting_created", false),
                  "awaiting_packaging",
                  Posting.AWAITING_PASSPORT)
              : new PostingEvent.Cancelled(posting(n, 2, "posting_canceled", true)),
          at);
    }
    var ended = heldOut;
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              var uplift = service.json(service.get("/api/uplift?store=6001"));
              assertThat(uplift.at("/reminded/cases").asInt()).isEqualTo(CASES - ended);
              assertThat(uplift.at("/heldOut/cases").asInt()).isEqualTo(ended);
            });
    var uplift = service.json(service.get("/api/uplift?store=6001"));
    assertThat(uplift.at("/heldOut/supplied").asInt()).isEqualTo(supplied);
    assertThat(uplift.at("/reminded/share").asDouble()).isEqualTo(1);
    assertThat(uplift.get("difference").asDouble()).isEqualTo(1 - (double) supplied / heldOut);
    assertThat(uplift.get("proven").asBoolean()).isTrue();
    assertThat(uplift.get("holdOut").asDouble()).isEqualTo(0.5);
    assertThat(service.json(service.get("/api/uplift?store=6002")).get("difference").isNull())
        .isTrue();
  }
}
