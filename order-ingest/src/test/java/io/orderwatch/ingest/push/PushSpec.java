package io.orderwatch.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.push.Push.Answer;
import io.orderwatch.ingest.push.Push.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushSpec {

  private static final StoreId STORE = new StoreId("1001");
  private static final String NUMBER = "24219509-0020-2";

  @Test
  void a_ping_is_answered_whomever_it_is_for() {
    assertThat(new Push("TYPE_PING", "", "", "", "").answer(STORE)).isEqualTo(new Answer.Pong());
  }

  @Test
  void whatever_happens_to_a_posting_is_a_hint_to_read_it() {
    for (var type :
        List.of(
            "TYPE_NEW_POSTING",
            "TYPE_STATE_CHANGED",
            "TYPE_POSTING_CANCELLED",
            "TYPE_CUTOFF_DATE_CHANGED",
            "TYPE_DELIVERY_DATE_CHANGED")) {
      assertThat(new Push(type, "1001", NUMBER, "", "").answer(STORE))
          .isEqualTo(new Answer.Hint(new PostingNumber(NUMBER)));
    }
  }

  @Test
  void a_chat_names_no_posting_but_who_was_there() {
    assertThat(new Push("TYPE_NEW_MESSAGE", "1001", "", "Customer", "").answer(STORE))
        .isEqualTo(new Answer.Chat(true, Optional.empty()));
    assertThat(new Push("TYPE_MESSAGE_READ", "1001", "", "Support", "").answer(STORE))
        .isEqualTo(new Answer.Chat(false, Optional.empty()));
    assertThat(new Push("TYPE_CHAT_CLOSED", "1001", "", "", "").answer(STORE))
        .isEqualTo(new Answer.Chat(false, Optional.empty()));
  }

  @Test
  void a_chat_with_a_buyer_is_a_hint_to_read_it() {
    var chat = new ChatRef(STORE, "b646d975-0c9c-4872-9f41-8b1e57181063");
    assertThat(new Push("TYPE_MESSAGE_READ", "1001", "", "Customer", chat.chat()).answer(STORE))
        .isEqualTo(new Answer.Chat(true, Optional.of(chat)));
    assertThat(new Push("TYPE_MESSAGE_READ", "1001", "", "Customer", "; drop").answer(STORE))
        .isEqualTo(new Answer.Chat(true, Optional.empty()));
  }

  @Test
  void a_type_that_is_not_known_is_taken_and_ignored() {
    assertThat(new Push("TYPE_OF_NEXT_YEAR", "1001", NUMBER, "", "").answer(STORE))
        .isEqualTo(new Answer.Ignored());
    assertThat(new Push("TYPE_STOCKS_CHANGED", "", "", "", "").answer(STORE))
        .isEqualTo(new Answer.Ignored());
  }

  @Test
  void a_push_for_another_store_is_refused() {
    for (var type : List.of("TYPE_NEW_POSTING", "TYPE_NEW_MESSAGE", "TYPE_OF_NEXT_YEAR")) {
      assertThat(new Push(type, "1002", NUMBER, "", "").answer(STORE))
          .isEqualTo(new Answer.Refused(403, Fault.ERROR_UNKNOWN, "seller_id is of another store"));
    }
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(new Push("", "1001", NUMBER, "", "").answer(STORE))
        .isEqualTo(missed("message_type is missing"));
    assertThat(new Push("TYPE_STATE_CHANGED", "", NUMBER, "", "").answer(STORE))
        .isEqualTo(missed("seller_id is missing"));
    assertThat(new Push("TYPE_STATE_CHANGED", "1001", "", "", "").answer(STORE))
        .isEqualTo(missed("posting_number is missing"));
    assertThat(new Push("TYPE_STATE_CHANGED", "1001", "; drop table", "", "").answer(STORE))
        .isEqualTo(missed("posting_number is missing"));
  }

  private static Answer missed(String message) {
    return new Answer.Refused(400, Fault.ERROR_PARAMETER_VALUE_MISSED, message);
  }
}
