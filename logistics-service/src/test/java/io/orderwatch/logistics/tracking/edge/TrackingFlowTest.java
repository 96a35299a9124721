package io.orderwatch.logistics.tracking.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.edge.Asking.Preview;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.StandInOzon;
import io.orderwatch.logistics.shipment.edge.StandInOzon.Fault;
import io.orderwatch.logistics.tracking.edge.TrackingApi.Ask;
import io.orderwatch.logistics.wording.Language;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class TrackingFlowTest extends ShipmentFlow {

  private static final String OLD = "RB473124829CN";
  private static final String NEW = "RB123456785CN";

  @BeforeEach
  void underway() {
    ozon.status = "delivering";
    ozon.substatus = "posting_on_way_to_city";
    ozon.actions = List.of("cancel", "set_track_number");
    ozon.trackingNumber = OLD;
  }

  @Test
  void a_number_is_changed_once_though_the_answer_was_lost() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.TRACKING, Fault.BREAKS_AFTER);
    hear(mailbox, change("t1", NEW));
    hear(mailbox, change("t1", NEW));
    awaitState("t1", "done");
    assertThat(ozon.tracked).containsExactly(NEW);
    assertThat(published())
        .extracting(Published::event)
        .containsExactly(new ShipmentEvent.TrackingChanged(REF, "t1", NEW));
  }

  @Test
  void a_number_that_never_reached_ozon_is_sent_again() throws SQLException {
    var mailbox = running(outlet());
    ozon.fails(StandInOzon.TRACKING, Fault.BREAKS_BEFORE);
    hear(mailbox, change("t1", NEW));
    awaitState("t1", "done");
    assertThat(ozon.tracked).containsExactly(NEW);
    assertThat(ozon.asked).filteredOn(StandInOzon.TRACKING::equals).hasSize(2);
  }

  @Test
  void it_is_done_when_ozon_shows_it_and_not_before() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(shown()));
    ozon.late.set(3); // before the change, after it, and once more
    hear(mailbox, change("t1", NEW));
    awaitState("t1", "done");
    assertThat(ozon.tracked).containsExactly(NEW);
    assertThat(ozon.asked).filteredOn(StandInOzon.TRACKING::equals).hasSize(1);
    assertThat(ozon.asked.subList(ozon.asked.indexOf(StandInOzon.TRACKING), ozon.asked.size()))
        .as("read until it is shown")
        .containsSequence(StandInOzon.GET, StandInOzon.GET);
  }

  @Test
  void the_fresh_read_has_the_last_word() throws SQLException {
    var mailbox = running(outlet());
    hear(mailbox, new PostingEvent.Received(shown()));
    ozon.actions = List.of("cancel");
    ozon.integration = "aggregator";
    hear(mailbox, change("t1", NEW));
    awaitState("t1", "refused");
    assertThat(ozon.tracked).isEmpty();
    assertThat(published())
        .extracting(Published::event)
        .startsWith(
            new ShipmentEvent.TrackingRefused(
                REF,
                "t1",
                "tracking-is-the-carriers",
                Refusal.TRACKING_IS_THE_CARRIERS.explanation()));
  }

  @Test
  void where_ozon_shows_no_actions_its_own_answer_decides() throws SQLException {
    var mailbox = running(outlet());
    ozon.actions = null;
    hear(mailbox, change("t1", NEW));
    awaitState("t1", "done");
    ozon.fails(StandInOzon.TRACKING, Fault.HAS_INCORRECT_STATUS);
    hear(mailbox, change("t2", OLD));
    awaitState("t2", "refused");
    assertThat(find("t2").code).isEqualTo("ozon-wrong-status");
    assertThat(ozon.tracked).containsExactly(NEW);
  }

  @Test
  void by_rest_the_rules_are_the_same_and_a_warning_may_be_confirmed() throws SQLException {
    var mailbox = running(outlet());
    var api = new TrackingApi(asking(mailbox));
    hear(mailbox, new PostingEvent.Received(shown()));
    assertThatThrownBy(() -> ask(api, "t1", "GK7130042", null, false))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(409);
              assertThat(problem.getParameters())
                  .containsEntry("code", "tracking-form-unknown")
                  .containsEntry(
                      "alternative", Refusal.TRACKING_FORM_UNKNOWN.alternative(Language.EN));
            });
    reads = "zh-CN,zh;q=0.9,en;q=0.8";
    assertThatThrownBy(() -> ask(api, "t1", "GK7130042", null, false))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              var why = Refusal.TRACKING_FORM_UNKNOWN.explanation(Language.ZH);
              assertThat(problem.getDetail()).isEqualTo(why);
              assertThat(problem.getParameters())
                  .containsEntry("explanation", why)
                  .containsEntry(
                      "alternative", Refusal.TRACKING_FORM_UNKNOWN.alternative(Language.ZH));
            });
    assertThat(find("t1").explanation).isEqualTo(Refusal.TRACKING_FORM_UNKNOWN.explanation());
    assertThat(ask(api, "t2", "gk 7130042", true, false)).isEqualTo(202);
    awaitState("t2", "done");
    assertThat(ozon.tracked).containsExactly("GK7130042");
  }

  @Test
  void a_preview_says_what_would_be_and_plans_nothing() throws SQLException {
    var mailbox = running(outlet());
    var api = new TrackingApi(asking(mailbox));
    for (var said : Map.of("en", "never seen", "ru", "не встречалось", "zh", "从未见过").entrySet()) {
      reads = said.getKey();
      assertThat(preview(api, NEW).note()).contains(said.getValue());
    }
    hear(mailbox, new PostingEvent.Received(shown()));
    assertThat(preview(api, NEW).note()).isNull();
    assertThat(preview(api, NEW))
        .satisfies(
            said -> {
              assertThat(said.outcome()).isEqualTo("tried");
              assertThat(said.code()).isNull();
              assertThat(said.seenVersion()).isEqualTo(1);
            });
    assertThat(preview(api, OLD).code()).isEqualTo("tracking-unchanged");
    assertThat(shipment(REF).commands()).isEmpty();
    assertThat(ozon.asked).isEmpty();
    assertThat(published()).isEmpty();
  }

  private Preview preview(TrackingApi api, String number) throws SQLException {
    return (Preview)
        api.change(
                REF.store(),
                REF.posting(),
                true,
                null,
                new Ask(null, number, "the carrier relabelled the parcel", "anna", null))
            .getEntity();
  }

  private static int ask(
      TrackingApi api,
      String id,
      String number,
      @org.jspecify.annotations.Nullable Boolean confirmed,
      boolean preview)
      throws SQLException {
    return api.change(
            REF.store(),
            REF.posting(),
            preview,
            null,
            new Ask(id, number, "the carrier relabelled the parcel", "anna", confirmed))
        .getStatus();
  }

  private SettingTrackingNumber outlet() {
    return new SettingTrackingNumber(atOzon());
  }

  private static io.orderwatch.contracts.Posting shown() {
    return Samples.tracked(
        Samples.posting(
            1,
            "delivering",
            "posting_on_way_to_city",
            "non_integrated",
            "cancel",
            "set_track_number"),
        OLD);
  }

  private static ChangeTracking change(String id, String number) {
    return new ChangeTracking(REF, id, number, "the carrier relabelled the parcel", "anna", null);
  }
}
