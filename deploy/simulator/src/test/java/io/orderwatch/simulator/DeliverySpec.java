package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliverySpec {

  static final Duration LATER = Duration.ofDays(25);

  @Test
  void a_report_takes_effect_a_little_later_and_once_however_often_it_is_made() {
    var watched = reporting();
    var packed = watched.until("posting_transferring_to_delivery");
    var report =
        new Command.ReportStatus("1001", watched.first().number(), Delivery.Report.DELIVERING);
    assertThat(watched.world.apply(report, packed)).isEmpty();
    assertThat(watched.first().status()).isEqualTo("awaiting_deliver");
    assertThat(watched.world.apply(report, packed)).isEqualTo(World.UNCHANGED);

    watched.world.advance(packed.plusSeconds(30));

    assertThat(watched.first().substatus()).isEqualTo("posting_on_way_to_city");
    assertThat(watched.facts(Fact.StatusChanged.class).stream().map(Fact.StatusChanged::bySeller))
        .isEqualTo(List.of(false, true));
    assertThatThrownBy(() -> watched.world.apply(report, packed.plusSeconds(30)))
        .hasMessage("TRANSITION_IS_NOT_POSSIBLE");
  }

  @Test
  void reports_lead_to_presumed_delivered_in_their_order_and_the_buyer_confirms() {
    var watched = reporting();
    var at = watched.until("posting_transferring_to_delivery");
    assertThatThrownBy(() -> report(watched, Delivery.Report.LAST_MILE, Watched.START))
        .hasMessage("TRANSITION_IS_NOT_POSSIBLE");
    for (var report : Delivery.Report.values()) {
      report(watched, report, at);
      at = at.plus(Duration.ofMinutes(1));
      watched.world.advance(at);
    }
    assertThat(watched.first().substatus()).isEqualTo("posting_conditionally_delivered");
    watched.until("posting_delivered");
  }

  @Test
  void without_reports_a_parcel_stays_where_it_is_unless_it_is_reported_elsewhere() {
    var watched = reporting();
    watched.advance(Duration.ofDays(40));
    assertThat(watched.first().substatus()).isEqualTo("posting_transferring_to_delivery");
    new Watched(Watched.of(1, 0, "never", "non_integrated")).until("posting_delivered");
  }

  @Test
  void whom_a_carrier_tells_of_the_seller_does_not_report() {
    for (var integration : List.of("ozon", "aggregator", "3pl_tracking")) {
      var watched = new Watched(Watched.of(1, 0, "never", integration));
      assertThatThrownBy(() -> report(watched, Delivery.Report.DELIVERING, Watched.START))
          .hasMessage("HAS_INCORRECT_TPL_INTEGRATION_TYPE");
    }
  }

  @Test
  void the_buyers_dates_are_moved_twice_and_no_more() {
    var watched = new Watched(Watched.of(1, 0, "never", "non_integrated"));
    var at = watched.until("posting_on_way_to_city");
    assertThat(Delivery.actions(watched.first())).contains("set_timeslot");
    move(watched, at, LATER);
    move(watched, at, LATER.plusDays(1));
    assertThat(watched.first().terms())
        .isEqualTo(
            new Terms(
                Watched.START.plus(Duration.ofDays(3)),
                Watched.START.plus(LATER.plusDays(1)),
                Watched.START.plus(LATER.plusDays(2)),
                2,
                false));
    assertThat(Delivery.actions(watched.first())).doesNotContain("set_timeslot");
    assertThatThrownBy(() -> move(watched, at, LATER.plusDays(2)))
        .hasMessage("TIMESLOT_CHANGES_LIMIT_EXCEEDED");
    assertThat(watched.facts(Fact.DeliveryChanged.class)).hasSize(2);
  }

  @Test
  void dates_that_are_not_free_are_refused() {
    var watched = new Watched(Watched.of(1, 0, "never", "non_integrated"));
    var number = watched.first().number();
    assertThatThrownBy(() -> move(watched, Watched.START, LATER))
        .hasMessage("HAS_INCORRECT_STATUS");
    var at = watched.until("posting_on_way_to_city");
    var free = Delivery.interval(watched.first(), at);
    for (var slot :
        List.of(
            List.of(at.minusSeconds(1), at.plusSeconds(1)),
            List.of(free.end(), free.end().plusSeconds(1)),
            List.of(free.end(), free.begin()))) {
      assertThatThrownBy(
              () ->
                  watched.world.apply(
                      new Command.SetTimeslot("1001", number, slot.get(0), slot.get(1)), at))
          .hasMessageContaining("NewTimeslot");
    }
    assertThat(watched.first().terms().changes()).isZero();
  }

  @Test
  void the_cut_off_is_set_to_an_earlier_date_only() {
    var watched = new Watched(Watched.of(1, 0, "never", "non_integrated"));
    var old = watched.first().terms().cutoff();
    assertThat(Delivery.actions(watched.first())).contains("set_cutoff");
    assertThat(setCutoff(watched, old)).isEqualTo(World.UNCHANGED);
    assertThatThrownBy(() -> setCutoff(watched, old.plusMillis(1)))
        .hasMessageContaining("NewCutoffDate");
    assertThatThrownBy(() -> setCutoff(watched, Watched.START))
        .hasMessageContaining("NewCutoffDate");
    setCutoff(watched, Watched.START.plusSeconds(60));
    assertThat(watched.facts(Fact.CutoffChanged.class)).hasSize(1);

    watched.advance(Duration.ofMinutes(1));

    assertThat(Delivery.actions(watched.first())).isEmpty();
    assertThatThrownBy(() -> watched.world.apply(watched.ship(), Watched.START.plusSeconds(60)))
        .hasMessage("HAS_INCORRECT_STATUS");
  }

  @Test
  void the_same_number_again_changes_nothing() {
    var watched = new Watched(Watched.of(1, 0, "never", "3pl_tracking"));
    var at = watched.until("posting_on_way_to_city");
    var number = watched.first().number();
    watched.world.apply(new Command.SetTracking("1001", number, "RB1"), at);
    assertThat(watched.world.apply(new Command.SetTracking("1001", number, "RB1"), at))
        .isEqualTo(World.UNCHANGED);
    watched.world.apply(new Command.SetTracking("1001", number, "RB2"), at);
    assertThat(watched.facts(Fact.TrackingChanged.class).stream().map(Fact.TrackingChanged::old))
        .isEqualTo(List.of("", "RB1"));
  }

  @Test
  void what_ozon_numbers_the_seller_does_not() {
    var watched = new Watched(Watched.of(1, 0, "never", "aggregator"));
    var at = watched.until("posting_on_way_to_city");
    assertThatThrownBy(
            () ->
                watched.world.apply(
                    new Command.SetTracking("1001", watched.first().number(), "RB1"), at))
        .hasMessage("HAS_INCORRECT_TPL_INTEGRATION_TYPE");
  }

  @Test
  void some_goods_are_cancelled_and_with_the_last_the_posting_is() {
    var scenario = Watched.of(1, 0, "never", "ozon");
    scenario.severalGoodsShare = 1;
    var watched = new Watched(scenario);
    var goods = watched.first().goods();
    assertThat(goods.stream().map(Goods::quantity).toList()).isEqualTo(List.of(2, 1));
    var first = goods.getFirst().sku();

    assertThatThrownBy(() -> cancel(watched, " ", new Command.Item(first, 1)))
        .hasMessageContaining("cancel_reason_message");
    assertThatThrownBy(() -> cancel(watched, "x", new Command.Item(first, 3)))
        .hasMessageContaining("Items");
    assertThatThrownBy(() -> cancel(watched, "x", new Command.Item(1, 1)))
        .hasMessageContaining("Items");
    cancel(watched, "x", new Command.Item(first, 2));
    assertThat(watched.first().goods()).isEqualTo(List.of(goods.getLast()));
    assertThat(watched.facts(Fact.GoodsCancelled.class)).hasSize(1);
    assertThat(watched.first().isCancelled()).isFalse();

    cancel(watched, "x", new Command.Item(goods.getLast().sku(), 1));
    assertThat(watched.first().isCancelled()).isTrue();
    assertThatThrownBy(() -> cancel(watched, "x", new Command.Item(first, 1)))
        .hasMessage("POSTING_ALREADY_CANCELLED");
  }

  static Watched reporting() {
    var scenario = Watched.of(1, 0, "never", "non_integrated");
    scenario.reportedElsewhere = false;
    return new Watched(scenario);
  }

  static void report(Watched watched, Delivery.Report report, Instant at) {
    watched.world.apply(new Command.ReportStatus("1001", watched.first().number(), report), at);
  }

  static void move(Watched watched, Instant at, Duration to) {
    var from = Watched.START.plus(to);
    watched.world.apply(
        new Command.SetTimeslot(
            "1001", watched.first().number(), from, from.plus(Duration.ofDays(1))),
        at);
  }

  static String setCutoff(Watched watched, Instant cutoff) {
    return watched.world.apply(
        new Command.SetCutoff("1001", watched.first().number(), cutoff), Watched.START);
  }

  static void cancel(Watched watched, String message, Command.Item item) {
    watched.world.apply(
        new Command.CancelGoods("1001", watched.first().number(), 352, message, List.of(item)),
        Watched.START);
  }
}
