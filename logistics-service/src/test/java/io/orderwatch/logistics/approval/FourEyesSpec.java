package io.orderwatch.logistics.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.ticket.Appealing;
import io.orderwatch.logistics.ticket.ReportingStuck;
import io.orderwatch.logistics.tracking.ChangingTracking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FourEyesSpec {

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.7Z");
  private static final StoreId STORE = new StoreId("1001");
  private static final StoreId OTHER = new StoreId("1002");

  private static final Cancelling PLAIN = new Cancelling(352, "");
  private static final Cancelling OVERRULES = new Cancelling(352, "the buyer asked us to");

  private static final List<Action> CALLED =
      List.of(
          PLAIN,
          new CancellingGoods(352, List.of(new Goods(1, 1)), ""),
          new ChangingTracking("LP1", "wrong label"),
          new ExtendingDelivery(NOW, NOW, "customs"),
          new SettingShipmentDate(NOW, "late goods"),
          new ReportingProgress("sent"),
          new AnsweringRequest(7, true),
          new ActingOnReturn(8, 1000, null, null, null),
          new OpeningDispute("not scanned"),
          new ResumingDelivery("found"));

  @Test
  void all_that_is_called_at_ozon_may_need_a_second_person_and_by_default_nothing_does() {
    assertThat(CALLED)
        .extracting(Action::word)
        .containsExactlyInAnyOrderElementsOf(FourEyes.ACTIONS);
    assertThat(FourEyes.OFF.on()).isFalse();
    for (var action : CALLED) {
      assertThat(FourEyes.OFF.until(STORE, action, NOW)).isEmpty();
      assertThat(of(action.word()).on()).isTrue();
      for (var other : CALLED) {
        assertThat(of(action.word()).until(STORE, other, NOW).isPresent())
            .as("%s, if %s needs one", other, action)
            .isEqualTo(action == other);
      }
    }
  }

  @Test
  void an_approval_is_waited_for_from_the_asking_on_to_the_second() {
    assertThat(of("cancel").until(STORE, PLAIN, NOW))
        .contains(Instant.parse("2026-11-23T17:00:00Z"));
  }

  @Test
  void override_means_cancels_that_overrule_the_passport_guard_and_no_others() {
    var overrules = new CancellingGoods(352, List.of(new Goods(1, 1)), "he wants one only");
    assertThat(of("override").until(STORE, OVERRULES, NOW)).isPresent();
    assertThat(of("override").until(STORE, overrules, NOW)).isPresent();
    for (var action : CALLED) {
      assertThat(of("override").until(STORE, action, NOW)).as("%s", action).isEmpty();
    }
  }

  @Test
  void in_some_stores_only_if_they_are_named() {
    var some = new FourEyes(Set.of("cancel"), Set.of("1002"), FourEyes.WITHIN);
    assertThat(some.until(STORE, PLAIN, NOW)).isEmpty();
    assertThat(some.until(OTHER, PLAIN, NOW)).isPresent();
  }

  @Test
  void a_ticket_needs_none_for_a_person_files_it() {
    var all = new FourEyes(FourEyes.ACTIONS, Set.of(), FourEyes.WITHIN);
    assertThat(all.until(STORE, new Appealing("never ours"), NOW)).isEmpty();
    assertThat(all.until(STORE, new ReportingStuck("silent"), NOW)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancels", "CANCEL", "appeal", "report-stuck", "", "all", "can\u0000cel"})
  void a_word_that_is_no_action_stops_the_start(String word) {
    assertThatThrownBy(() -> of(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orderwatch.four-eyes.actions")
        .hasMessageContaining("cancel-goods");
  }

  @Test
  void so_do_a_store_that_is_none_and_a_time_that_nobody_could_keep() {
    assertThatThrownBy(() -> new FourEyes(Set.of(), Set.of("shop"), FourEyes.WITHIN))
        .hasMessageContaining("four-eyes.stores");
    for (var within : List.of(Duration.ZERO, Duration.ofHours(-8), Duration.ofDays(366))) {
      assertThatThrownBy(() -> new FourEyes(Set.of("cancel"), Set.of(), within))
          .hasMessageContaining("four-eyes.within");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "anna, anna, true",
    "anna, ' Anna ', true",
    "Li Na, 'LI  NA', true",
    "Жанна, жанна, true",
    "anna, anna2, false",
    "anna, boris, false",
    "anna, 'an na', false",
  })
  void names_are_one_persons_whatever_their_case_and_blanks(
      String one, String other, boolean same) {
    assertThat(FourEyes.same(one, other)).isEqualTo(same);
    assertThat(FourEyes.same(other, one)).isEqualTo(same);
  }

  private static FourEyes of(String word) {
    return new FourEyes(Set.of(word), Set.of(), FourEyes.WITHIN);
  }
}
