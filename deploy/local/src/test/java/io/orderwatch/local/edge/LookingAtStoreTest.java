package io.orderwatch.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.doctor.Check;
import io.orderwatch.local.doctor.Finding;
import io.orderwatch.local.doctor.Finding.Verdict;
import io.orderwatch.local.doctor.StoreFindings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor finds at the stand-in, healthy and with each of its faults. */
@Timeout(120)
class LookingAtStoreTest {

  @TempDir Path folder;
  private OzonStandIn ozon;

  @BeforeEach
  void start() throws IOException {
    ozon = new OzonStandIn(folder);
  }

  @AfterEach
  void stop() throws IOException {
    ozon.close();
  }

  @Test
  void a_store_with_all_rights_is_well_and_nothing_is_done_to_it() {
    var findings = findings("1001");
    assertThat(findings)
        .hasSizeGreaterThan(14)
        .allSatisfy(each -> assertThat(each.verdict()).as(each.words()).isEqualTo(Verdict.WELL));
    assertThat(evidence(findings, Check.POSTINGS))
        .matches("[1-9][0-9]* unfulfilled, [1-9][0-9]* of them await passport data now");
    assertThat(ozon.ledger()).isEmpty();
    assertThat(ozon.summary())
        .contains("/v1/roles", "/v1/seller/info", "unfulfilled/list", "/v4/posting/fbs/list")
        .doesNotContain("/chat/", "/cancel", "/set ");
  }

  @Test
  void without_premium_plus_reminders_are_for_people() {
    var findings = findings("1002");
    assertThat(finding(findings, Check.SUBSCRIPTION).verdict()).isEqualTo(Verdict.ODD);
    assertThat(finding(findings, Check.SUBSCRIPTION).words())
        .startsWith("subscription · PREMIUM: only Premium Plus");
    assertThat(findings).noneMatch(Finding::failed);
  }

  @Test
  void a_key_without_the_chats_loses_them_and_nothing_else() {
    ozon.key("P30D", List.of("/v1/chat/start", "/v1/chat/send/message"));
    var findings = findings("1001");
    assertThat(findings.stream().filter(Finding::failed))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.check()).isEqualTo(Check.CAN_WRITE);
              assertThat(each.words())
                  .contains(
                      "/v1/chat/send/message, /v1/chat/start", "task for people", "tick Chat");
            });
  }

  @Test
  void a_key_that_does_not_open_the_lists_says_so_twice() {
    ozon.key("P30D", List.of("/v4/posting/fbs/unfulfilled/list"));
    var findings = findings("1001");
    assertThat(finding(findings, Check.CAN_SEE_POSTINGS).failed()).isTrue();
    assertThat(finding(findings, Check.POSTINGS).evidence()).contains("no role of the key");
    assertThat(finding(findings, Check.CHANGES).verdict()).isEqualTo(Verdict.WELL);
  }

  @ParameterizedTest
  @CsvSource({"1001, wrong-key", "4711, " + OzonStandIn.KEY})
  void a_wrong_key_and_a_wrong_client_id_are_one_finding_and_never_shown(String store, String key) {
    var findings = looked(new Ozon.Real(ozon.url(), store, key, false));
    assertThat(finding(findings, Check.KEY).words())
        .contains("does not take this key for this Client-Id")
        .doesNotContain(key);
    assertThat(findings)
        .extracting(Finding::check)
        .containsExactly(Check.OZON, Check.CLOCK, Check.KEY);
    assertThat(findings.toString()).doesNotContain(key);
  }

  @Test
  void a_key_that_has_ended_is_told_apart_from_a_wrong_one() {
    ozon.key("PT0S", List.of());
    assertThat(evidence(findings("1001"), Check.KEY)).contains("has expired");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"serverError\":1', HTTP 500",
    "'\"badGateway\":1', HTTP 502",
    "'\"emptyOk\":1', empty body",
    "'\"droppedAfterEffect\":1', connection broke"
  })
  void an_ozon_that_fails_is_said_with_what_it_did(String fault, String said) {
    ozon.fails(fault);
    var key = finding(findings("1001"), Check.KEY);
    assertThat(key.failed()).isTrue();
    assertThat(key.evidence()).contains(said);
    assertThat(ozon.ledger()).noneMatch(line -> line.contains("\"effect\":true"));
  }

  @Test
  void a_failure_of_one_moment_is_none() {
    ozon.fails("\"serverError\":0.3, \"only\":[\"/v1/seller/info\"]");
    var failed =
        java.util.stream.IntStream.range(0, 6)
            .filter(_ -> finding(findings("1001"), Check.SUBSCRIPTION).failed())
            .count();
    assertThat(failed).isLessThan(3);
    assertThat(ozon.summary()).contains("serverError");
  }

  @Test
  void an_ozon_that_holds_us_back_is_odd_and_says_how_long() {
    ozon.fails("\"throttled\":1");
    var key = finding(findings("1001"), Check.KEY);
    assertThat(key.verdict()).isEqualTo(Verdict.ODD);
    assertThat(key.fix()).isEqualTo("try again in 1 s");
  }

  @Test
  void a_slow_ozon_is_waited_for_and_proves_nothing_against_the_clock() {
    ozon.fails("\"latencyMillis\":1500");
    var findings = findings("1001");
    assertThat(findings).noneMatch(Finding::failed);
    assertThat(finding(findings, Check.CLOCK).verdict()).isEqualTo(Verdict.WELL);
  }

  @ParameterizedTest
  @CsvSource({"90, WRONG, ahead of", "-90, WRONG, behind", "30, ODD, ahead of", "0, WELL, agrees"})
  void a_clock_that_is_off_is_seen_by_ozons_own(long seconds, Verdict verdict, String said) {
    var clock = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(seconds));
    var findings = looked(ozon.store("1001"), clock);
    assertThat(finding(findings, Check.CLOCK).verdict()).isEqualTo(verdict);
    assertThat(evidence(findings, Check.CLOCK)).contains(said);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 407})
  void the_page_of_a_proxy_is_not_taken_for_ozon(int status) throws IOException {
    try (var portal = new Portal(status, "<html>log in at the hotel</html>")) {
      var findings = looked(portal.store());
      var key = finding(findings, Check.KEY);
      assertThat(key.failed()).isTrue();
      assertThat(key.fix()).contains("proxy");
      assertThat(findings.toString()).doesNotContain("hotel", OzonStandIn.KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"roles\":null}",
        "{\"roles\":\"\\u0000\"}",
        "{\"roles\":[{\"name\":\"\\ud800\"}],\"expires_at\":\"10000-01-01T00:00:00Z\"}"
      })
  void whatever_ozon_says_of_the_key_there_is_one_finding_of_it(String body) throws IOException {
    try (var odd = new Portal(200, body)) {
      assertThat(looked(odd.store()))
          .filteredOn(each -> each.check() == Check.KEY)
          .singleElement()
          .satisfies(each -> assertThat(each.verdict()).isNotEqualTo(Verdict.WELL));
    }
  }

  @Test
  void roles_that_open_nothing_of_ours_lose_everything() throws IOException {
    try (var odd = new Portal(200, "{\"roles\":[null,{\"methods\":[null,1,{}]}]}")) {
      assertThat(looked(odd.store()).stream().filter(each -> each.check().id().startsWith("can-")))
          .hasSize(11)
          .allMatch(Finding::failed);
    }
  }

  @Test
  void an_address_where_nobody_listens_is_named() {
    var nobody = "http://127.0.0.1:" + StandIns.ports().base();
    assertThat(looked(new Ozon.Real(nobody, "1001", OzonStandIn.KEY, false)))
        .singleElement()
        .satisfies(each -> assertThat(each.evidence()).contains("refuses the connection"));
  }

  /** Answers everything with one body, as what stands in between does. */
  private record Portal(HttpServer server) implements AutoCloseable {

    Portal(int status, String body) throws IOException {
      this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.getRequestBody().readAllBytes();
              var bytes = body.getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(status, bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      server.start();
    }

    Ozon.Real store() {
      var url = "http://127.0.0.1:" + server.getAddress().getPort();
      return new Ozon.Real(url, "1001", OzonStandIn.KEY, false);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private List<Finding> findings(String store) {
    return looked(ozon.store(store));
  }

  private static List<Finding> looked(Ozon.Real store) {
    return looked(store, InstantSource.system());
  }

  private static List<Finding> looked(Ozon.Real store, InstantSource clock) {
    return StoreFindings.of(new LookingAtStore(store, Map.of(), clock).wholly(), clock.instant());
  }

  private static String evidence(List<Finding> findings, Check check) {
    return finding(findings, check).evidence();
  }

  private static Finding finding(List<Finding> findings, Check check) {
    return findings.stream().filter(each -> each.check() == check).findAny().orElseThrow();
  }
}
