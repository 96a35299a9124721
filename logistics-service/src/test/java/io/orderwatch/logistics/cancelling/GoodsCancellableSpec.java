package io.orderwatch.logistics.cancelling;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodsCancellableSpec {

  /** Two pieces of one product, one of another. */
  private static final List<Posting.Item> HELD =
      List.of(new Posting.Item(1, "A", 2, null), new Posting.Item(2, "B", 1, null));

  @ParameterizedTest(name = "{0}/{1} offering {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "awaiting_packaging, posting_created, product_cancel, -",
        "awaiting_deliver, posting_in_carriage, product_cancel, -",
        "awaiting_packaging, posting_created, cancel, goods-not-offered",
        "awaiting_deliver, posting_in_carriage, cancel, goods-not-offered",
        "delivering, posting_on_way_to_city, product_cancel, goods-too-late",
        "awaiting_registration, posting_registered, product_cancel, goods-too-late",
        "beamed, posting_dematerialised, product_cancel, goods-too-late",
        "awaiting_packaging, posting_awaiting_passport_data, product_cancel, passport-awaited",
        "cancelled, posting_canceled, product_cancel, already-cancelled",
        "delivered, posting_received, product_cancel, already-delivered",
        "delivering, posting_conditionally_delivered, product_cancel, already-delivered",
      })
  void the_table(String status, String substatus, String action, String code) {
    assertThat(against(posting(status, substatus, action), List.of(new Goods(1, 1)), "", "broken"))
        .isEqualTo(Optional.ofNullable(code));
  }

  @ParameterizedTest(name = "{0} and {1} pieces: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "1, 0, -",
        "2, 0, -",
        "0, 1, -",
        "1, 1, -",
        "2, 1, goods-are-all",
        "3, 0, goods-not-in-posting",
        "0, 2, goods-not-in-posting",
      })
  void so_many_pieces_of_the_two_products(int first, int second, String code) {
    var items =
        List.of(new Goods(1, first), new Goods(2, second)).stream()
            .filter(each -> each.quantity() > 0)
            .toList();
    assertThat(against(packing(), items, "", "broken")).isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void all_goods_are_the_whole_posting_and_the_refusal_says_how_to_ask_for_that() {
    assertThat(Refusal.GOODS_ARE_ALL.explanation()).contains("whole posting", "without items");
  }

  @Test
  void goods_that_make_no_sense_are_refused() {
    assertThat(against(packing(), List.of(), "", "broken")).contains("goods-malformed");
    assertThat(against(packing(), List.of(new Goods(1, 0)), "", "broken"))
        .contains("goods-malformed");
    assertThat(against(packing(), List.of(new Goods(1, -1)), "", "broken"))
        .contains("goods-malformed");
    assertThat(against(packing(), List.of(new Goods(1, 1), new Goods(1, 1)), "", "broken"))
        .contains("goods-malformed");
    assertThat(against(packing(), List.of(new Goods(9, 1)), "", "broken"))
        .contains("goods-not-in-posting");
    assertThat(against(packing(), List.of(new Goods(1, 1)), "", " "))
        .contains("goods-comment-missing");
  }

  @Test
  void a_person_with_a_reason_may_cancel_goods_of_a_passport_case() {
    var waiting = posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "product_cancel");
    assertThat(against(waiting, List.of(new Goods(1, 1)), "the buyer asked for it", "broken"))
        .isEmpty();
  }

  @Test
  void of_a_posting_that_was_never_seen_it_is_not_known_what_all_is() {
    var action = new CancellingGoods(352, List.of(new Goods(1, 1)), "");
    assertThat(action.against(Shipment.UNKNOWN, "broken")).contains(Refusal.GOODS_NOT_KNOWN);
  }

  @Test
  void it_is_done_when_just_the_rest_is_left() {
    var action = new CancellingGoods(352, List.of(new Goods(1, 1)), "");
    var call = action.call(new Shipment(packing(), Map.of()), "broken");
    assertThat(call.before()).containsExactly(new Goods(1, 2));
    assertThat(GoodsCancellable.done(packing(), call)).isFalse();
    assertThat(GoodsCancellable.unchanged(packing(), call)).isTrue();
    var one = holding(packing(), new Posting.Item(1, "A", 1, null), HELD.get(1));
    assertThat(GoodsCancellable.done(one, call)).isTrue();
    assertThat(GoodsCancellable.unchanged(one, call)).isFalse();
    var none = holding(packing(), HELD.get(1));
    assertThat(GoodsCancellable.done(none, call)).isFalse();
    assertThat(GoodsCancellable.unchanged(none, call)).isFalse();
  }

  private static Optional<String> against(
      Posting posting, List<Goods> items, String override, String comment) {
    return new CancellingGoods(352, items, override)
        .against(new Shipment(posting, Map.of()), comment)
        .map(Refusal::code);
  }

  private static Posting packing() {
    return posting("awaiting_packaging", "posting_created", "product_cancel");
  }

  private static Posting posting(String status, String substatus, String action) {
    return holding(
        Samples.posting(1, status, substatus, "non_integrated", action),
        HELD.toArray(Posting.Item[]::new));
  }

  private static Posting holding(Posting posting, Posting.Item... items) {
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
        List.of(items),
        posting.cancellation());
  }
}
