package io.orderwatch.logistics.cancelling.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancellingPostingTest {

  private StandInOzon ozon;

  @BeforeEach
  void start() throws IOException {
    ozon = new StandInOzon();
  }

  @AfterEach
  void stop() {
    ozon.close();
  }

  @Test
  void reads_the_posting_and_the_reasons_then_cancels() {
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Done(Map.of()));
    assertThat(ozon.asked)
        .containsExactly(StandInOzon.GET, StandInOzon.REASONS, StandInOzon.CANCEL);
    assertThat(ozon.ledger).containsExactly(352L);
  }

  @Test
  void decides_nothing_from_actions_that_ozon_does_not_show() {
    ozon.actions = null;
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Done(Map.of()));
    ozon.actions = List.of();
    assertThat(outlet().send(call(1))).isInstanceOf(Answer.Superseded.class);
  }

  @Test
  void a_state_that_ozon_does_not_show_is_asked_for_again_and_nothing_is_cancelled() {
    ozon.substatus = "";
    assertThat(outlet().send(call(1)))
        .isInstanceOfSatisfying(
            Answer.RefusedForNow.class, no -> assertThat(no.reason()).isEqualTo("state-not-shown"));
    ozon.status = "";
    assertThat(outlet().lookBack(call(2))).isInstanceOf(Answer.Doubtful.class);
    assertThat(ozon.ledger).isEmpty();
  }

  @Test
  void does_not_even_read_while_sending_is_switched_off() {
    var outlet =
        new CancellingPosting(_ -> Optional.of(ozon.seller()), false, CancellingPolicy.PUBLISHED);
    assertThat(outlet.send(call(1))).isEqualTo(new Answer.Refused("sending-switched-off"));
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void for_a_store_in_shadow_everything_is_read_and_nothing_is_cancelled() {
    var outlet =
        new CancellingPosting(
            _ -> Optional.of(ozon.seller().inShadow()), true, CancellingPolicy.PUBLISHED);
    assertThat(outlet.send(call(1))).isEqualTo(new Answer.Refused("store-in-shadow"));
    assertThat(ozon.asked).containsExactly(StandInOzon.GET, StandInOzon.REASONS);
    assertThat(ozon.ledger).isEmpty();
  }

  @Test
  void refuses_for_a_store_that_is_not_ours() {
    var outlet = new CancellingPosting(_ -> Optional.empty(), true, CancellingPolicy.PUBLISHED);
    assertThat(outlet.send(call(1))).isEqualTo(new Answer.Refused("unknown-store"));
    assertThat(outlet.lookBack(call(2))).isInstanceOf(Answer.Doubtful.class);
  }

  @Test
  void judges_the_posting_as_it_is_now() {
    ozon.integration = "ozon";
    ozon.status = "delivering";
    assertThat(outlet().send(call(1)))
        .isEqualTo(new Answer.Superseded("ozon-logistics-in-transit"));
    ozon.status = "awaiting_packaging";
    ozon.substatus = "posting_awaiting_passport_data";
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Superseded("passport-awaited"));
    ozon.cancelled("ozon", 0);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Superseded("already-cancelled"));
    assertThat(ozon.ledger).isEmpty();
    assertThat(ozon.asked).containsOnly(StandInOzon.GET);
  }

  @Test
  void an_override_reaches_the_second_look() {
    ozon.substatus = "posting_awaiting_passport_data";
    var asked = new Cancelling.Call(352, "", "asked by the buyer");
    assertThat(outlet().send(call(1, asked))).isEqualTo(new Answer.Done(Map.of()));
  }

  @Test
  void refuses_a_reason_that_ozon_does_not_list_now() {
    ozon.reasons = List.of(402L);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Refused("reason-not-allowed"));
    assertThat(ozon.ledger).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HAS_INCORRECT_CANCEL_REASON, reason-not-allowed",
    "POSTING_ALREADY_CANCELLED, already-cancelled",
    "HAS_INCORRECT_STATUS, ozon-wrong-status",
  })
  void tells_ozons_refusals_by_a_code(Fault fault, String code) {
    ozon.fails(StandInOzon.GET, fault);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Refused(code));
    ozon.fails(StandInOzon.REASONS, fault);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Refused(code));
    ozon.fails(StandInOzon.CANCEL, fault);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Refused(code));
    assertThat(ozon.ledger).isEmpty();
  }

  @Test
  void a_posting_that_is_not_found_may_be_too_young_to_be() {
    ozon.fails(StandInOzon.GET, Fault.POSTING_NOT_FOUND);
    assertThat(outlet().send(call(1)))
        .isInstanceOfSatisfying(
            Answer.RefusedForNow.class,
            no -> {
              assertThat(no.reason()).isEqualTo("unknown-posting");
              assertThat(no.lasting()).isEqualTo(Duration.ofMinutes(2));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {StandInOzon.GET, StandInOzon.REASONS})
  void a_doubt_in_a_read_is_no_doubt_about_the_cancellation(String path) {
    for (var fault : List.of(Fault.BREAKS_BEFORE, Fault.CIRCLE_OPEN)) {
      ozon.fails(path, fault);
      assertThat(outlet().send(call(1)))
          .isInstanceOfSatisfying(
              Answer.NotYet.class,
              notYet -> assertThat(notYet.after()).isEqualTo(Duration.ofSeconds(1)));
    }
    ozon.fails(path, Fault.THROTTLED);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.NotYet(Duration.ZERO, "throttled"));
    assertThat(ozon.ledger).isEmpty();
  }

  @Test
  void a_cancellation_that_was_surely_not_made_is_tried_again_and_a_doubtful_one_looked_into() {
    ozon.fails(StandInOzon.CANCEL, Fault.THROTTLED);
    assertThat(outlet().send(call(1))).isInstanceOf(Answer.NotYet.class);
    ozon.fails(StandInOzon.CANCEL, Fault.CIRCLE_OPEN);
    assertThat(outlet().send(call(1))).isInstanceOf(Answer.NotYet.class);
    ozon.fails(StandInOzon.CANCEL, Fault.BREAKS_AFTER);
    assertThat(outlet().send(call(1))).isInstanceOf(Answer.Doubtful.class);
    assertThat(ozon.ledger).hasSize(1);
  }

  @Test
  void looking_back_finds_it_done_done_by_another_or_absent() {
    assertThat(outlet().lookBack(call(2))).isEqualTo(new Answer.Absent());
    ozon.cancelled("seller", 352);
    assertThat(outlet().lookBack(call(2))).isEqualTo(new Answer.Done(Map.of("found", "cancelled")));
    ozon.cancelled("ozon", 0);
    assertThat(outlet().lookBack(call(2))).isEqualTo(new Answer.Refused("already-cancelled"));
    ozon.cancelled("", 0);
    assertThat(outlet().lookBack(call(2))).isInstanceOf(Answer.Doubtful.class);
  }

  @Test
  void looking_back_in_vain_settles_nothing() {
    for (var fault : List.of(Fault.BREAKS_BEFORE, Fault.CIRCLE_OPEN, Fault.POSTING_NOT_FOUND)) {
      ozon.fails(StandInOzon.GET, fault);
      assertThat(outlet().lookBack(call(2))).isInstanceOf(Answer.Doubtful.class);
    }
    ozon.fails(StandInOzon.GET, Fault.THROTTLED);
    assertThat(outlet().lookBack(call(2))).isInstanceOf(Answer.NotYet.class);
  }

  @Test
  void a_cancellation_of_ours_that_came_late_is_ours() {
    ozon.cancelled("seller", 352);
    assertThat(outlet().send(call(1))).isEqualTo(new Answer.Superseded("already-cancelled"));
    assertThat(outlet().send(call(3))).isEqualTo(new Answer.Done(Map.of("found", "cancelled")));
    ozon.cancelled("seller", 402);
    assertThat(outlet().send(call(3))).isEqualTo(new Answer.Superseded("already-cancelled"));
  }

  private CancellingPosting outlet() {
    return new CancellingPosting(_ -> Optional.of(ozon.seller()), true, CancellingPolicy.PUBLISHED);
  }

  private static Planned<Cancelling.Call> call(int attempt) {
    return call(attempt, new Cancelling.Call(352, "", ""));
  }

  private static Planned<Cancelling.Call> call(int attempt, Cancelling.Call asked) {
    return new Planned<>("shipment", Samples.REF.key(), "cancel", "c1", asked, attempt);
  }
}
