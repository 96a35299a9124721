package io.orderwatch.ingest.entitlement.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import io.orderwatch.ozon.edge.OzonSeller;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntitlementReadingTest {

  private static final String ROLES = "/v1/roles";
  private static final String INFO = "/v1/seller/info";
  private static final Instant ENDS = Instant.parse("2027-01-28T09:54:23.296Z");

  private final Ingest ingest = new Ingest();
  private FakeOzon ozon;

  @BeforeEach
  void start() throws Exception {
    ozon = new FakeOzon();
    ozon.answers(ROLES, roles(OzonSeller.METHODS.stream().toList()));
    ozon.answers(INFO, info("PREMIUM_PLUS"));
  }

  @AfterEach
  void stop() {
    ozon.close();
    ingest.close();
  }

  private static String roles(List<String> methods) {
    var quoted = methods.stream().map(each -> '"' + each + '"').collect(Collectors.joining(","));
    return "{\"expires_at\":\"%s\",\"roles\":[{\"name\":\"Admin\",\"methods\":[%s]}]}"
        .formatted(ENDS, quoted);
  }

  private static String info(String subscription) {
    return "{\"company\":{\"name\":\"Canary shop\",\"inn\":\"7700000000\"},\"subscription\":{\"is_premium\":true,\"type\":\"%s\"},\"ratings\":[]}"
        .formatted(subscription);
  }

  private String round() throws Exception {
    ingest.machine.tick(Duration.ofDays(1));
    return ingest.read(ingest.entitlement(), ozon);
  }

  private List<StoreEntitlement> told() throws SQLException {
    return ingest.outbox().stream()
        .map(
            row ->
                Wire.read(StoreEntitlement.class, row.payload().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  @Test
  void key_and_subscription_are_told_once_and_again_when_they_change() throws Exception {
    assertThat(round()).isEqualTo("complete");
    assertThat(round()).isEqualTo("complete");
    var full = new StoreEntitlement("1001", 2, true, ENDS, List.of(), "PREMIUM_PLUS", true);
    assertThat(told()).hasSize(2).last().isEqualTo(full);
    assertThat(ingest.outbox()).allSatisfy(row -> assertThat(row.key()).isEqualTo("1001"));

    ozon.answers(INFO, info("PREMIUM_LITE"));
    assertThat(round()).isEqualTo("complete");
    assertThat(told())
        .last()
        .isEqualTo(new StoreEntitlement("1001", 3, true, ENDS, List.of(), "PREMIUM_LITE", false));
    assertThat(ingest.outbox().toString()).doesNotContain("Canary", "7700000000");
  }

  @Test
  void methods_that_no_role_opens_are_named() throws Exception {
    ozon.answers(
        ROLES,
        roles(
            OzonSeller.METHODS.stream()
                .filter(method -> !method.startsWith("/v1/chat/"))
                .toList()));
    round();
    assertThat(told().getLast().missingMethods())
        .containsExactly("/v1/chat/send/message", "/v1/chat/start");
  }

  @Test
  void a_key_that_is_refused_is_told_and_asked_for_again_soon() throws Exception {
    round();
    ozon.refuses(ROLES, "Api-key is deactivated, use another one or generate a new one");
    ozon.refuses(INFO, "Api-key is deactivated, use another one or generate a new one");
    assertThat(round()).isEqualTo("refused_key_deactivated");
    assertThat(told().getLast())
        .isEqualTo(new StoreEntitlement("1001", 3, false, ENDS, List.of(), "PREMIUM_PLUS", true));
    assertThat(new Entitlements(ingest.database).find(FakeOzon.STORE).orElseThrow().keyAccepted())
        .isFalse();
  }

  @Test
  void an_outage_says_nothing_of_the_store() throws Exception {
    round();
    ozon.refusesFirst(ROLES, 503, "");
    ozon.refusesFirst(INFO, 503, "");
    assertThat(round()).isNotEqualTo("complete");
    assertThat(told()).hasSize(2);
  }

  @Test
  void a_key_without_a_role_for_the_subscription_leaves_it_unknown() throws Exception {
    ozon.refuses(INFO, "Api-Key is missing a required role for a method");
    assertThat(round()).isEqualTo("complete");
    assertThat(told().getLast().mayWriteToBuyers()).isNull();
  }
}
