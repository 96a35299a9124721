package io.orderwatch.compliance.report.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.compliance.report.Span;
import io.orderwatch.compliance.report.Span.By;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.Posting.Cancellation;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ReportApiTest {

  private static final String DAYS = "&from=2026-11-01&to=2026-11-02";

  private final Service service = new Service();

  @Inject ReportRows rows;
  @Inject AgroalDataSource database;

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(
      String store, String number, long version, String substatus, @Nullable Cancellation lost) {
    return new Posting(
        PostingRef.of(store, number),
        "order-" + number,
        version,
        lost == null ? "awaiting_packaging" : "cancelled",
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        Service.NOON,
        null,
        null,
        List.of(new Posting.Item(1, "a", 2, new Money(new BigDecimal("100.25"), "CNY"))),
        lost);
  }

  private void waits(String store, String number) {
    service.tell(
        new PostingEvent.Received(posting(store, number, 1, Posting.AWAITING_PASSPORT, null)),
        Service.NOON);
  }

  private void supplies(String store, String number, Instant at) {
    service.tell(
        new PostingEvent.Changed(
            posting(store, number, 2, "posting_created", null),
            "awaiting_packaging",
            Posting.AWAITING_PASSPORT),
        at);
  }

  private void isCancelled(String store, String number, Cancellation by, Instant at) {
    service.tell(new PostingEvent.Cancelled(posting(store, number, 2, "posting_canceled", by)), at);
  }

  private JsonNode report(String query) {
    return service.json(service.get("/api/report?" + query));
  }

  /** Noon in UTC is three in the afternoon in Moscow, where the second day begins at 21:00Z. */
  @Test
  void a_case_counts_on_the_day_on_which_it_ended_in_the_zone_that_is_asked_for() {
    for (var number : List.of("r-1", "r-2", "r-3", "r-4", "r-5")) {
      waits("61001", number);
    }
    waits("61002", "r-6");
    supplies("61001", "r-1", Service.NOON.plus(Duration.ofHours(2)));
    supplies("61001", "r-2", Service.NOON.plus(Duration.ofHours(10)));
    isCancelled(
        "61001", "r-3", new Cancellation(0, "ozon", false, false), Service.NOON.plusSeconds(3600));
    isCancelled(
        "61001", "r-4", new Cancellation(352, "seller", false, true), Service.NOON.plusSeconds(60));
    supplies("61002", "r-6", Service.NOON.plus(Duration.ofHours(1)));
    await()
        .untilAsserted(
            () -> assertThat(report("store=61001" + DAYS).at("/total/cases").asInt()).isEqualTo(4));
    await()
        .untilAsserted(
            () -> assertThat(report("store=61002" + DAYS).at("/total/cases").asInt()).isEqualTo(1));

    var moscow = report("store=61001" + DAYS);
    assertThat(moscow.at("/lines/0/of").asText()).isEqualTo("2026-11-01");
    assertThat(moscow.at("/lines/0/supplied").asInt()).isEqualTo(1);
    assertThat(moscow.at("/lines/1/supplied").asInt()).isEqualTo(1);
    assertThat(moscow.at("/lines/1/lost").asInt()).isZero();
    var utc = report("store=61001&zone=UTC" + DAYS);
    assertThat(utc.at("/lines/0/supplied").asInt()).isEqualTo(2);
    assertThat(utc.at("/lines/1/cases").asInt()).isZero();
    assertThat(utc.at("/lines/1/share").isNull()).isTrue();

    var total = moscow.get("total");
    assertThat(total.get("share").asDouble()).isEqualTo(0.5);
    assertThat(total.get("lostByOzon").asInt()).isEqualTo(1);
    assertThat(total.get("lostBySeller").asInt()).isEqualTo(1);
    assertThat(total.get("counted").asInt()).isEqualTo(1);
    assertThat(total.at("/saved/0/amount").decimalValue()).isEqualByComparingTo("401.00");
    assertThat(total.at("/gone/0/amount").decimalValue()).isEqualByComparingTo("401.00");
    assertThat(total.at("/gone/0/currency").asText()).isEqualTo("CNY");
    assertThat(total.get("halfTook").asLong()).isEqualTo(7200);
    assertThat(total.get("nineOfTenTook").asLong()).isEqualTo(36000);
    assertThat(moscow.at("/before/cases").asInt()).isZero();
    assertThat(moscow.at("/zone").asText()).isEqualTo("Europe/Moscow");

    var later = report("store=61001&from=2026-11-03&to=2026-11-04");
    assertThat(later.at("/total/cases").asInt()).isZero();
    assertThat(later.at("/before/cases").asInt()).isEqualTo(4);

    var stores = report("by=store" + DAYS);
    assertThat(stores.at("/lines").valueStream().map(line -> line.get("of").asText()))
        .contains("61001", "61002");

    var page = service.get("/board/report?lang=en&store=61001" + DAYS).body();
    assertThat(page)
        .contains("<strong>50.0 %</strong>: 2")
        .contains("<dd>401.00 CNY</dd>")
        .contains("2 h 00 min / 10 h 00 min")
        .contains("<th scope=\"row\">2026-11-02</th>");
    assertThat(service.get("/board/report?lang=zh&store=61001" + DAYS).body()).contains("挽回率");
    assertThat(service.get("/board/report?lang=ru&store=61002" + DAYS).body())
        .contains("<strong>100.0 %</strong>: 1");
    var csv = service.get("/board/report/csv?store=61001" + DAYS).body().lines().toList();
    assertThat(csv).hasSize(4);
    assertThat(csv.getLast())
        .isEqualTo("total,4,2,0.5000,2,2,1,0,1,0,1,0,0,401.00 CNY,401.00 CNY,0,7200,36000");
    assertThat(service.get("/api/report?store=61001" + DAYS, "text/csv").body().lines())
        .containsExactlyElementsOf(csv);
  }

  @Test
  void the_page_takes_for_unsaid_what_it_cannot_understand() {
    for (var query :
        List.of(
            "from=x&to=y&by=;&zone=Mars", "from=2026-11-02&to=2026-11-01", "to=+999999999-12-31")) {
      var answer = service.get("/board/report?lang=en&" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(200);
      assertThat(answer.body()).contains("</html>");
    }
    assertThat(service.get("/board/report?lang=en&store=%3Cscript%3E").body())
        .doesNotContain("<script>alert");
  }

  /** A year of a hundred thousand cases. */
  @Test
  void a_long_report_on_many_cases_comes_in_time() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken,
                                     closed_at, cancelled_by)
          select '61009:many-' || n, case when n % 5 = 0 then 'lost' else 'supplied' end, 'o', 1,
                 timestamptz '2025-01-01Z' + n * interval '316 s' - interval '5 h', timestamptz '2025-01-02Z' + n * interval '316 s',
                 'IN_PROCESS_AT', 1, timestamptz '2025-01-01Z' + n * interval '316 s', case when n % 5 = 0 then 'ozon' end
            from generate_series(1, 99000) n""");
      statement.execute("analyze passport_case");
      var year =
          new Span(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"), ZoneId.of("UTC"));
      var began = System.nanoTime();
      var report = rows.of(year, By.DAY, Set.of("61009"));
      var took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(report.total().cases()).isEqualTo(99_000);
      assertThat(report.lines()).hasSize(365);
      assertThat(report.total().share()).isBetween(0.79, 0.81);
      assertThat(took).as("on two busy cores").isLessThan(Duration.ofSeconds(5));
      statement.execute("delete from passport_case where key like '61009:%'");
    }
  }
}
