package io.orderwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsSpec {

  @Test
  void a_waiting_posting_shows_cancel_and_chat_but_no_tracking_number() {
    var posting = new Watched(Watched.of(1, 1, "never", "non_integrated")).first();
    assertThat(Permissions.actions(posting))
        .isEqualTo(List.of("can_create_chat", "cancel", "product_cancel"));
  }

  @Test
  void a_seller_cancels_with_a_usual_reason_and_it_counts() {
    var watched = new Watched(Watched.of(1, 0, "never", "ozon"));
    cancel(watched, 352, "", Watched.START);
    assertThat(watched.first().cancellation())
        .isEqualTo(
            new Posting.Cancellation(
                Watched.START, "seller", 352, "Товар закончился на складе продавца", false, true));
    assertRefused(watched, 352, "", Watched.START, 409, "POSTING_ALREADY_CANCELLED");
    watched.advance(Duration.ofDays(30));
    assertThat(watched.facts(Fact.StatusChanged.class)).isEmpty();
  }

  @Test
  void the_other_reason_needs_words() {
    var watched = new Watched(Watched.of(1, 0, "never", "ozon"));
    assertRefused(watched, 402, " ", Watched.START, 400, "cancel_reason_message is required");
    cancel(watched, 402, "Возврат", Watched.START);
    assertThat(watched.first().isCancelled()).isTrue();
  }

  @Test
  void a_reason_that_is_not_offered_is_refused() {
    var watched = new Watched(Watched.of(1, 0, "never", "aggregator"));
    assertRefused(watched, 665, "", Watched.START, 400, "HAS_INCORRECT_CANCEL_REASON");
    var carried = watched.until("posting_on_way_to_city");
    assertRefused(watched, 352, "", carried, 400, "HAS_INCORRECT_CANCEL_REASON");
    cancel(watched, 665, "", carried);
    assertThat(watched.first().cancellation()).matches(c -> c != null && c.afterShip());
  }

  @Test
  void what_ozon_carries_cannot_be_cancelled_in_transit() {
    var watched = new Watched(Watched.of(1, 0, "never", "ozon"));
    var carried = watched.until("posting_on_way_to_city");
    assertThat(Permissions.reasons(watched.first())).isEmpty();
    assertThat(Permissions.actions(watched.first())).doesNotContain("cancel");
    assertRefused(watched, 402, "x", carried, 409, "HAS_INCORRECT_STATUS");
  }

  @Test
  void what_is_presumed_delivered_cannot_be_cancelled() {
    var watched = new Watched(Watched.of(1, 0, "never", "non_integrated"));
    var presumed = watched.until("posting_conditionally_delivered");
    assertRefused(watched, 402, "x", presumed, 409, "HAS_INCORRECT_STATUS");
  }

  @Test
  void a_tracking_number_is_set_only_where_the_seller_or_his_carrier_delivers() {
    var watched = new Watched(Watched.of(1, 0, "never", "3pl_tracking"));
    var number = watched.first().number();
    assertThatThrownBy(
            () ->
                watched.world.apply(new Command.SetTracking("1001", number, "RB1"), Watched.START))
        .hasMessage("HAS_INCORRECT_STATUS");
    var carried = watched.until("posting_transferring_to_delivery");
    assertThat(Permissions.actions(watched.first())).contains("set_track_number");
    watched.world.apply(new Command.SetTracking("1001", number, "RB1"), carried);
    assertThat(watched.first().tracking()).isEqualTo("RB1");
  }

  @Test
  void a_posting_is_packed_once_and_not_while_it_waits() {
    var waiting = new Watched(Watched.of(1, 1, "never", "aggregator"));
    assertThatThrownBy(() -> waiting.world.apply(waiting.ship(), Watched.START))
        .hasMessage("HAS_INCORRECT_STATUS");
    var ordinary = new Watched(Watched.of(1, 0, "never", "aggregator"));
    var ship = ordinary.ship();
    ordinary.world.apply(ship, Watched.START);
    assertThat(ordinary.first().status()).isEqualTo("awaiting_registration");
    assertThatThrownBy(() -> ordinary.world.apply(ship, Watched.START))
        .hasMessage("POSTING_ALREADY_SHIPPED");
  }

  @Test
  void a_posting_is_packed_with_all_its_goods_and_no_others() {
    var scenario = Watched.of(1, 0, "never", "ozon");
    scenario.severalGoodsShare = 1;
    var watched = new Watched(scenario);
    var goods = watched.first().goods();
    var two = new Command.Item(goods.getFirst().sku(), 2);
    var one = new Command.Item(goods.getLast().sku(), 1);
    for (var wrong :
        List.of(
            List.of(List.of(two)),
            List.of(List.of(two, one, one)),
            List.of(List.of(two, new Command.Item(1, 1))),
            List.of(List.of(two, one), List.<Command.Item>of()))) {
      assertThatThrownBy(
              () ->
                  watched.world.apply(
                      new Command.Ship("1001", watched.first().number(), wrong), Watched.START))
          .hasMessageContaining("Packages");
    }
    watched.world.apply(
        new Command.Ship("1001", watched.first().number(), List.of(List.of(one, two))),
        Watched.START);
    assertThat(watched.first().status()).isEqualTo("awaiting_deliver");
  }

  @Test
  void a_chat_is_started_once_and_only_with_the_right_subscription() {
    var watched = new Watched(Watched.of(3, 1, "never", "aggregator"));
    var posting = watched.first();
    var id = PassportSpec.start(watched, posting, Duration.ofHours(1));
    assertThat(PassportSpec.start(watched, posting, Duration.ofHours(2))).isEqualTo(id);
    assertThat(watched.facts(Fact.ChatStarted.class)).hasSize(1);

    var scenario = Watched.of(1, 1, "never", "aggregator");
    scenario.stores = List.of(new Scenario.Store("1001", "PREMIUM"));
    var plain = new Watched(scenario);
    assertThatThrownBy(() -> PassportSpec.start(plain, plain.first(), Duration.ofHours(1)))
        .hasMessage("not available with existing subscription")
        .extracting(e -> ((Refused) e).http())
        .isEqualTo(403);
  }

  @Test
  void a_chat_cannot_be_started_later_than_72_hours_after_payment_until_delivery() {
    var watched = new Watched(Watched.of(1, 0, "never", "ozon"));
    var posting = watched.first();
    assertThat(
            Permissions.mayStartChat(
                posting, Watched.START.plus(Duration.ofDays(3)).minusMillis(1)))
        .isTrue();
    assertThatThrownBy(() -> PassportSpec.start(watched, posting, Duration.ofDays(3)))
        .hasMessageContaining("not available");
    assertThat(Permissions.actions(watched.first())).doesNotContain("can_create_chat");
    watched.until("posting_delivered");
    assertThat(Permissions.actions(watched.first())).contains("can_create_chat");
  }

  @Test
  void a_message_has_between_1_and_1000_characters() {
    var watched = new Watched(Watched.of(1, 1, "never", "aggregator"));
    var posting = watched.first();
    var chat = PassportSpec.start(watched, posting, Duration.ofHours(1));
    for (var text : List.of("", "я".repeat(1001))) {
      assertThatThrownBy(
              () -> watched.apply(new Command.SendMessage("1001", chat, text), Duration.ofHours(1)))
          .hasMessageContaining("between 1 and 1000");
    }
    watched.apply(new Command.SendMessage("1001", chat, "я".repeat(1000)), Duration.ofHours(1));
    assertThat(watched.facts(Fact.MessageDelivered.class)).hasSize(1);
  }

  @Test
  void messages_end_72_hours_after_delivery_unless_the_buyer_wrote() {
    var watched = new Watched(Watched.of(1, 0, "never", "ozon"));
    var posting = watched.first();
    var chat = PassportSpec.start(watched, posting, Duration.ofHours(1));
    watched.until("posting_delivered");
    var delivered = watched.first().deliveredAt();
    assertThat(delivered).isNotNull();
    var late = Duration.between(Watched.START, delivered).plusHours(72);
    PassportSpec.send(watched, posting, chat, late.minusMillis(1));
    watched.advance(late.plusHours(2));
    assertThat(watched.facts(Fact.BuyerAnswered.class)).hasSize(1);
    PassportSpec.send(watched, posting, chat, late.plusHours(40));
    assertThatThrownBy(() -> PassportSpec.send(watched, posting, chat, late.plusHours(51)))
        .hasMessageContaining("no longer possible");
  }

  @Test
  void another_stores_posting_is_not_found() {
    var watched = new Watched(Watched.of(1, 1, "never", "aggregator"));
    assertThatThrownBy(() -> watched.world.posting("1002", watched.first().number()))
        .hasMessage("POSTING_NOT_FOUND");
  }

  static void cancel(Watched watched, long reason, String message, Instant at) {
    watched.world.apply(new Command.Cancel("1001", watched.first().number(), reason, message), at);
  }

  static void assertRefused(
      Watched watched, long reason, String message, Instant at, int http, String words) {
    assertThatThrownBy(() -> cancel(watched, reason, message, at))
        .hasMessageContaining(words)
        .extracting(e -> ((Refused) e).http())
        .isEqualTo(http);
  }
}
