package io.orderwatch.compliance.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreHealthSpec {

  static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  static final LocalDate TODAY = LocalDate.parse("2026-10-10");
  static final RulePacks PACKS =
      new RulePacks(List.of(pack("2025-04-29.pack"), pack("2026-10-01.pack")));
  static final RulePack PACK = PACKS.on(TODAY);

  private static RulePack pack(String name) {
    return RulePack.read(name, TextFiles.text("rules/" + name));
  }

  static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  static Known posting(
      int n,
      Instant created,
      @Nullable Instant cancelled,
      String before,
      Posting.@Nullable Cancellation cancellation,
      List<Posting.Item> items) {
    var posting =
        new Posting(
            PostingRef.of("1001", "p-" + n),
            "o",
            2,
            cancelled == null ? "delivering" : "cancelled",
            cancelled == null ? "posting_on_way_to_city" : "posting_canceled",
            "aggregator",
            List.of(),
            "",
            created,
            created.plusSeconds(2 * 86_400),
            null,
            items,
            cancellation);
    return new Known(posting, created, created, cancelled, before);
  }

  static StoreHealth health(List<Known> postings) {
    var created = new HashMap<LocalDate, Integer>();
    var ended = new ArrayList<Ended>();
    for (var each : postings) {
      created.merge(LocalDate.ofInstant(each.createdAt(), MOSCOW), 1, Integer::sum);
      if (each.cancelledAt() != null) {
        ended.add(Ended.of(each, PACKS.on(LocalDate.ofInstant(each.cancelledAt(), MOSCOW))));
      }
    }
    return new StoreHealth(TODAY, new Books(created, ended, MOSCOW), PACKS);
  }

  static List<Known> randomStore(Random random) {
    var postings = new ArrayList<Known>();
    var size = random.nextInt(400);
    var often = 2 + random.nextInt(60);
    var start = TODAY.minusDays(33).atStartOfDay(MOSCOW).toInstant();
    for (var n = 0; n < size; n++) {
      var created = start.plusSeconds(random.nextInt(34 * 86_400));
      var cancelled = random.nextInt(often) == 0;
      var by =
          List.of("seller", "client", "customer", "delivery", "ozon", "?").get(random.nextInt(6));
      var reason = List.of(0L, 352L, 402L, 665L, 667L).get(random.nextInt(5));
      var end = created.plusSeconds(random.nextInt(14 * 86_400));
      postings.add(
          posting(
              n,
              created,
              cancelled ? end : null,
              random.nextBoolean() ? Posting.AWAITING_PASSPORT : "posting_created",
              cancelled
                  ? new Posting.Cancellation(
                      reason, by, random.nextBoolean(), random.nextInt(5) == 0)
                  : null,
              List.of(
                  new Posting.Item(
                      n,
                      "a",
                      1 + random.nextInt(3),
                      money(
                          String.valueOf(10 + random.nextInt(6000)),
                          random.nextBoolean() ? "CNY" : "RUB")))));
    }
    return postings;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void every_figure_is_that_of_the_slow_and_obvious_way(int seed) {
    var random = new Random(seed);
    for (var store = 0; store < 60; store++) {
      var postings = randomStore(random);
      var health = health(postings);
      var slow = new SlowHealth(TODAY, postings, PACKS);
      for (var reading : Reading.values()) {
        for (var day : TODAY.minusDays(13).datesUntil(TODAY.plusDays(2)).toList()) {
          assertThat(health.index(day, reading))
              .isEqualTo(new FaultIndex(slow.faults(day), slow.shipments(day, reading)));
          assertThat(health.index(day, reading).zone(PACKS.on(day)).name())
              .isEqualTo(slow.zone(day, reading));
        }
        assertThat(health.next(reading).budget(PACK, reading)).isEqualTo(slow.budget(reading));
      }
      assertThat(health.budget())
          .isEqualTo(Math.min(slow.budget(Reading.ALL), slow.budget(Reading.REMAINING)));
      assertThat(health.fees().roubles()).isEqualByComparingTo(slow.fees());
      assertThat(health.fees().unknown()).isZero();
      assertThat(health.forecast(7))
          .extracting(StoreHealth.Forecast::index)
          .isEqualTo(slow.forecast(7));
    }
  }

  @Test
  void ozons_worked_example() {
    // docs.ozon.com/global/en/commissions/ozon-fees/fines, read 2026-10-01: 45 of 900 are 5 %, and
    // at 3 % and 12 roubles a yuan goods of 5000 and 300 CNY cost 1500 and 108 roubles: 134 CNY.
    var index = new FaultIndex(45, 900);
    assertThat(index.percent()).contains(new BigDecimal("5.00"));
    assertThat(index.zone(PACK).fee()).isEqualByComparingTo("3");
    var dear =
        Fee.roubles(List.of(money("5000", "CNY")), true, index.zone(PACK), PACK).orElseThrow();
    var cheap =
        Fee.roubles(List.of(money("300", "CNY")), true, index.zone(PACK), PACK).orElseThrow();
    assertThat(dear).isEqualByComparingTo("1500");
    assertThat(cheap).isEqualByComparingTo("108");
    assertThat(Fee.in("CNY", dear.add(cheap), PACK).orElseThrow()).isEqualByComparingTo("134");
  }

  @ParameterizedTest
  @CsvSource({
    "0,   100, ALL, 4",
    "1,   100, ALL, 3",
    "4,   100, ALL, 0",
    "5,   100, ALL, 5",
    "0, 25, ALL, 1",
    "0,   100, REMAINING, 3",
    "0,   24,  ALL, 0",
    "50,  100, ALL, 0",
    "0, 0, ALL, 0"
  })
  void how_many_more_before_the_next_zone(int faults, int shipments, Reading reading, int budget) {
    assertThat(new FaultIndex(faults, shipments).budget(PACK, reading)).isEqualTo(budget);
  }

  @Test
  void what_is_cancelled_today_counts_tomorrow_and_for_fourteen_days() {
    var noon = TODAY.atTime(12, 0).atZone(MOSCOW).toInstant();
    var fault = new Posting.Cancellation(352, "seller", false, true);
    var health =
        health(
            List.of(posting(1, noon, noon.plusSeconds(60), "posting_created", fault, List.of())));
    assertThat(health.index(TODAY, Reading.ALL).faults()).isZero();
    assertThat(health.next(Reading.ALL).faults()).isOne();
    assertThat(health.index(TODAY.plusDays(14), Reading.ALL).faults()).isOne();
    assertThat(health.index(TODAY.plusDays(15), Reading.ALL).faults()).isZero();
  }

  @Test
  void a_day_ends_at_midnight_in_moscow() {
    var fault = new Posting.Cancellation(352, "seller", false, true);
    var midnight = TODAY.atStartOfDay(MOSCOW).toInstant();
    var yesterday = midnight.minusSeconds(1);
    assertThat(
            health(
                    List.of(
                        posting(1, yesterday, yesterday, "", fault, List.of()),
                        posting(2, midnight, midnight, "", fault, List.of())))
                .index(TODAY, Reading.ALL))
        .isEqualTo(new FaultIndex(1, 1));
  }

  @Test
  void a_fee_without_a_price_or_a_rate_is_not_known() {
    var yellow = PACK.zone(new BigDecimal("15"));
    assertThat(Fee.roubles(List.of(), false, yellow, PACK)).isEmpty();
    assertThat(Fee.roubles(List.of(money("1", "USD")), true, yellow, PACK)).isEmpty();
    assertThat(Fee.roubles(List.of(), false, PACK.zone(BigDecimal.ZERO), PACK))
        .hasValueSatisfying(fee -> assertThat(fee).isZero());
    assertThat(Fee.in("USD", BigDecimal.ONE, PACK)).isEmpty();
  }

  @Test
  void where_ozons_word_and_its_rules_differ_it_is_named() {
    var noon = TODAY.minusDays(1).atTime(12, 0).atZone(MOSCOW).toInstant();
    var health =
        health(
            List.of(
                posting(
                    1,
                    noon,
                    noon,
                    Posting.AWAITING_PASSPORT,
                    new Posting.Cancellation(0, "ozon", false, true),
                    List.of()),
                posting(
                    2,
                    noon,
                    noon,
                    "",
                    new Posting.Cancellation(352, "seller", false, false),
                    List.of()),
                posting(
                    3,
                    noon,
                    noon,
                    "",
                    new Posting.Cancellation(352, "seller", false, true),
                    List.of()),
                posting(4, noon, noon, "", null, List.of())));
    assertThat(health.disputed()).extracting(Ended::posting).containsExactly("p-1", "p-2");
    assertThat(health.index(TODAY.plusDays(0), Reading.ALL).faults()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void every_end_says_by_which_rule_it_counts(End end) {
    assertThat(PACK.countsBy(end).value()).isEqualTo(PACK.counts(end) ? "yes" : "no");
  }

  @Test
  void the_forecast_lets_faults_roll_out_while_orders_go_on() {
    var fault = new Posting.Cancellation(352, "seller", false, true);
    var postings = new ArrayList<Known>();
    for (var day = 1; day <= 14; day++) {
      var noon = TODAY.minusDays(day).atTime(12, 0).atZone(MOSCOW).toInstant();
      for (var n = 0; n < 10; n++) {
        var first = n == 0 && day > 7;
        postings.add(
            posting(100 * day + n, noon, first ? noon : null, "", first ? fault : null, List.of()));
      }
    }
    assertThat(health(postings).forecast(7))
        .extracting(each -> each.index().faults())
        .containsExactly(6, 5, 4, 3, 2, 1, 0);
    assertThat(health(postings).forecast(7).getLast().index().shipments()).isEqualTo(130);
    assertThat(health(List.of()).forecast(1).getFirst().index().percent())
        .isEqualTo(Optional.empty());
  }
}
