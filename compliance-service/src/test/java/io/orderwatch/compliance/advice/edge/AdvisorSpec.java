package io.orderwatch.compliance.advice.edge;

import static io.orderwatch.compliance.explainer.Samples.NOW;
import static io.orderwatch.compliance.explainer.Samples.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.advice.AdviceWords;
import io.orderwatch.compliance.advice.Advisor;
import io.orderwatch.compliance.advice.Endings;
import io.orderwatch.compliance.health.Books;
import io.orderwatch.compliance.health.Ended;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Rule;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.compliance.rules.Sheet;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AdvisorSpec {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-01");
  private static final Advisor ADVISOR = new Advisor(AdviceApi.endings());
  private static final AdviceWords WORDS =
      new AdviceWords(TextFiles.texts("advice")).complete(ADVISOR.endings());
  private static final Posting ON_HOLD =
      priced(
          posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "aggregator", "cancel"), "300");

  private static Posting priced(Posting posting, String yuan) {
    return new Posting(
        posting.ref(),
        posting.orderNumber(),
        posting.version(),
        posting.status(),
        posting.substatus(),
        posting.integration(),
        posting.actions(),
        posting.trackingNumber(),
        posting.inProcessAt(),
        posting.shipmentDate(),
        posting.promised(),
        List.of(new Posting.Item(1, "a", 1, new Money(new BigDecimal(yuan), "CNY"))),
        null);
  }

  private static StoreHealth store(int faults, int shipments) {
    var day = TODAY.minusDays(5);
    var noon = day.atTime(12, 0).atZone(ZoneId.of("Europe/Moscow")).toInstant();
    var fault = new Ended("p", noon, noon, Optional.of(End.SELLER), true, List.of(), true);
    return new StoreHealth(
        TODAY,
        new Books(
            Map.of(day, shipments), Collections.nCopies(faults, fault), ZoneId.of("Europe/Moscow")),
        new RulePacks(List.of(RulePack.read("now.pack", TextFiles.text("rules/2026-10-01.pack")))));
  }

  private static List<String> order(Posting posting) {
    return ADVISOR.advise(Facts.of(posting, NOW), store(4, 100)).stream()
        .map(each -> each.ending().name())
        .toList();
  }

  @Test
  void who_waits_for_a_passport_is_told_to_wait_then_to_let_ozon_cancel_and_last_to_cancel() {
    assertThat(order(ON_HOLD)).containsExactly("wait-for-data", "let-ozon-cancel", "seller-cancel");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "awaiting_packaging; posting_created; ozon; cancel ship; hand-over seller-cancel not-handed-over",
        "awaiting_deliver; posting_registered; ozon; ship; hand-over not-handed-over",
        "delivering; posting_on_way_to_city; ozon; cancel; extend-by-ticket midway-return dispute",
        "delivering; posting_on_way_to_city; non_integrated; cancel set_timeslot; extend midway-return dispute seller-cancel",
        "delivering; posting_conditionally_delivered; non_integrated; cancel; dispute",
        "client_arbitration; posting_in_client_arbitration; ozon; cancel; dispute",
        "delivered; posting_received; ozon; ; dispute",
        "cancelled; posting_canceled; ozon; ; ",
      })
  void the_endings_that_are_open_come_with_the_least_harm_first(
      String status, String substatus, String integration, String actions, String endings) {
    var offered = actions == null ? new String[0] : actions.split(" ");
    assertThat(String.join(" ", order(posting(status, substatus, integration, offered))))
        .isEqualTo(endings == null ? "" : endings);
  }

  @Test
  void a_cancellation_shows_what_it_does_to_index_zone_and_purse() {
    var cancel = ADVISOR.advise(Facts.of(ON_HOLD, NOW), store(4, 100)).getLast();
    assertThat(cancel.counts()).isTrue();
    assertThat(cancel.before().index().percent()).contains(new BigDecimal("4.00"));
    assertThat(cancel.after().index().percent()).contains(new BigDecimal("5.00"));
    assertThat(cancel.before().zone().name()).isEqualTo("green");
    assertThat(cancel.after().zone().name()).isEqualTo("blue");
    assertThat(cancel.crosses()).isTrue();
    assertThat(cancel.fee()).contains(new BigDecimal("108.00"));
    var wait = ADVISOR.advise(Facts.of(ON_HOLD, NOW), store(4, 100)).getFirst();
    assertThat(wait.counts()).isFalse();
    assertThat(wait.crosses()).isFalse();
    assertThat(wait.fee()).contains(BigDecimal.ZERO);
  }

  @Test
  void what_would_change_the_order_is_said() {
    var facts = Facts.of(ON_HOLD, NOW);
    var health = store(4, 100);
    var options = WORDS.options(ADVISOR.advise(facts, health), facts, health, Language.EN);
    assertThat(options.get(0).changes()).isEmpty();
    assertThat(options.get(1).changes())
        .containsExactly(
            "Ozon does not state officially that this ending does not count. If it were counted, the"
                + " index would be 5.00 % (zone blue) and the fee 108.00 RUB.");
    assertThat(options.get(2).changes())
        .containsExactly(
            "The fee is reckoned at 1 CNY = 12 RUB; the rate of the day on which the order changes"
                + " holds.");
    assertThat(options.get(2).feeYuan()).isEqualByComparingTo("9");
    assertThat(options.get(2).rule()).extracting(Rule::name).isEqualTo("counts.seller");
    var free = store(0, 100);
    assertThat(
            WORDS.options(ADVISOR.advise(facts, free), facts, free, Language.EN).get(2).changes())
        .containsExactly(
            "No fee is due while the index stays at or below 4 %. By the stricter of"
                + " Ozon's two wordings 3 more can be cancelled today.");
  }

  @Test
  void without_a_price_the_fee_is_not_known_and_its_rule_is_said() {
    var facts =
        Facts.of(posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "ozon", "cancel"), NOW);
    var health = store(4, 100);
    var last = WORDS.options(ADVISOR.advise(facts, health), facts, health, Language.EN).getLast();
    assertThat(last.feeRoubles()).isNull();
    assertThat(last.changes())
        .containsExactly(
            "The fee is not known, because a price or a rate is missing: 3 % of the price of the"
                + " goods, at most 1500 RUB.");
  }

  @Test
  void where_ozon_did_not_say_what_it_offers_cancelling_may_be_open_and_that_is_said() {
    var facts =
        new Facts(posting("delivering", "posting_on_way_to_city", "aggregator"), false, NOW);
    var health = store(0, 100);
    var options = WORDS.options(ADVISOR.advise(facts, health), facts, health, Language.EN);
    assertThat(options).extracting(AdviceWords.Option::ending).contains("extend", "seller-cancel");
    assertThat(options)
        .allSatisfy(
            each -> assertThat(each.changes()).anyMatch(c -> c.startsWith("Ozon did not say")));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void no_advice_asks_the_buyer_to_cancel(Language language) {
    var forbidden =
        Map.of(
            Language.EN, List.of("buyer to cancel", "buyer cancel"),
            Language.RU, List.of("покупателя отменить", "покупатель отмен", "покупателю отмен"),
            Language.ZH, List.of("买家取消", "让买家", "请买家"));
    for (var status :
        List.of("awaiting_packaging", "awaiting_deliver", "delivering", "arbitration")) {
      for (var substatus : List.of(Posting.AWAITING_PASSPORT, "posting_created")) {
        var facts = Facts.of(posting(status, substatus, "non_integrated", "cancel"), NOW);
        var health = store(4, 100);
        for (var each : WORDS.options(ADVISOR.advise(facts, health), facts, health, language)) {
          assertThat(each.name() + each.what() + each.undone() + each.changes())
              .doesNotContain("{", "}")
              .satisfies(text -> assertThat(forbidden.get(language)).noneMatch(text::contains));
        }
      }
    }
  }

  @Test
  void nothing_that_counts_stands_before_what_does_not() {
    for (var status :
        List.of("awaiting_packaging", "awaiting_deliver", "delivering", "arbitration")) {
      for (var integration :
          List.of("ozon", "aggregator", "non_integrated", "hybrid_3pl_tracking")) {
        var weighed =
            ADVISOR.advise(
                Facts.of(posting(status, "posting_created", integration, "cancel"), NOW),
                store(1, 30));
        assertThat(weighed.stream().map(Advisor.Weighed::counts)).isSorted();
      }
    }
  }

  @Test
  void a_mistake_in_the_table_is_told_with_file_and_line() {
    for (var wrong :
        List.of(
            "a | - | always | | 2026-10-01 | official",
            "a | sold | always | x | 2026-10-01 | official")) {
      assertThatThrownBy(() -> Endings.read("endings.table", "\n" + wrong))
          .isInstanceOf(Sheet.Faulty.class)
          .hasMessageStartingWith("endings.table:2: ");
    }
  }
}
