package io.orderwatch.ozon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplySpec {
  private static final List<Reply<Integer>> NOT_OK =
      List.of(
          new Reply.Refused<>(Refusal.WRONG_STATUS, 9, "WRONG_STATUS"),
          new Reply.Throttled<>(Duration.ofSeconds(3)),
          new Reply.Unavailable<>("no connection"),
          new Reply.Doubtful<>("HTTP 502"));

  @Test
  void only_a_value_is_changed() {
    assertThat(new Reply.Ok<>(7).map(n -> n + 1)).isEqualTo(new Reply.Ok<>(8));
    assertThat(NOT_OK)
        .allSatisfy(reply -> assertThat((Object) reply.map(n -> n + 1)).isEqualTo(reply));
  }

  @Test
  void a_value_can_turn_out_doubtful() {
    var doubtful = new Reply.Doubtful<Integer>("odd");
    assertThat(new Reply.Ok<>(7).then(n -> doubtful)).isEqualTo(doubtful);
  }

  @Test
  void only_refused_throttled_and_unavailable_are_surely_not_done() {
    assertThat(NOT_OK.stream().map(Reply::surelyNotDone)).containsExactly(true, true, true, false);
    assertThat(new Reply.Ok<>(7).surelyNotDone()).isFalse();
  }

  @Test
  void a_refusal_can_be_asked_for_its_reason() {
    assertThat(NOT_OK.stream().map(reply -> reply.refusedFor(Refusal.WRONG_STATUS)))
        .containsExactly(true, false, false, false);
    assertThat(NOT_OK.getFirst().refusedFor(Refusal.WRONG_KEY)).isFalse();
  }

  @Test
  void an_empty_page_has_no_next_one_whatever_Ozon_says() {
    assertThat(new Page<>(List.of(), "c", true).hasNext()).isFalse();
    assertThat(new Page<>(List.of(), "c", true, 1).hasNext()).isTrue();
    assertThat(new Page<>(List.of("x"), "c", true).hasNext()).isTrue();
  }

  @Test
  void words_of_a_buyer_do_not_stay_in_a_message_even_if_given() {
    var at = Instant.parse("2026-10-05T09:02:00Z");
    var message =
        new ChatMessage("1", at, ChatMessage.Author.CUSTOMER, List.of("4509 123456"), true);
    assertThat(message.text()).isEmpty();
  }

  @Test
  void only_premium_plus_and_pro_may_write_to_buyers() {
    var types = List.of("PREMIUM_PLUS", "PREMIUM_PRO", "PREMIUM", "PREMIUM_LITE", "UNKNOWN", "");
    assertThat(types.stream().map(type -> SellerInfo.of(type).mayWriteToBuyers()))
        .containsExactly(true, true, false, false, false, false);
  }
}
