package io.orderwatch.notification.reminder.edge;

import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.due;
import static io.orderwatch.notification.reminder.edge.OzonStandIn.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.notification.entitlement.StoreChat;
import io.orderwatch.notification.reminder.Given;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.edge.OzonStandIn.Mishap;
import io.orderwatch.notification.texts.Language;
import io.orderwatch.notification.texts.Texts;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ChatReminderTest {

  private static final String START = "/v1/chat/start";
  private static final String SEND = "/v1/chat/send/message";
  private static final String HISTORY = "/v3/chat/history";
  private static final String GET = "/v3/posting/fbs/get";
  private static final String TEXT = Given.text(1, due(1));

  /** A slow machine may need more tries than two; the ledger says that nothing went out twice. */
  private static final String TRIED_AGAIN = "%s/([2-9]|[1-9][0-9]+)";

  private static final MessageEvent SENT = new MessageEvent.Sent(REF, 1, CHAT);

  private Rig rig;

  @BeforeEach
  void set_up() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void tear_down() {
    rig.close();
  }

  private void settles(MessageEvent... events) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(rig.published()).containsExactly(events));
  }

  private static MessageEvent suppressed(String reason) {
    return new MessageEvent.Suppressed(REF, 1, reason);
  }

  @Test
  void a_step_reaches_the_buyer_once_however_often_it_is_due() throws SQLException {
    var process = rig.started();
    rig.hears(process, due(1));
    rig.hears(process, due(1));
    settles(SENT);
    rig.hears(process, due(1));
    rig.hears(process, due(2));
    settles(SENT, new MessageEvent.Sent(REF, 2, CHAT));
    assertThat(rig.ozon.ledger).containsExactly(TEXT, Given.text(1, due(2)));
    assertThat(asked()).containsExactly(GET, START, GET, SEND, GET, SEND);
    assertThat(rig.meters.counter("reminders", "step", "1", "outcome", "sent").count()).isOne();
  }

  @Test
  void a_message_whose_answer_was_lost_is_found_in_the_chat_and_not_sent_again()
      throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_WITHOUT_ANSWER);
    rig.hears(rig.started(), due(1));
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(rig.ozon.asked).contains(HISTORY);
    assertThat(rig.calls()).singleElement().asString().matches(TRIED_AGAIN.formatted("done"));
  }

  /** The text until November 2026. */
  private static Texts former() {
    var all = new EnumMap<>(Given.TEXTS.shipped());
    var russian = new HashMap<>(all.get(Language.RU));
    russian.put(
        "first",
        "Здравствуйте! Спасибо за заказ {order}. Пожалуйста, заполните паспортные данные в личном кабинете на Ozon до {until}.");
    all.put(Language.RU, russian);
    return new Texts(all, Map.of());
  }

  @Test
  void a_message_in_the_former_wording_is_found_and_its_step_is_not_written_again()
      throws SQLException {
    rig.texts = former();
    rig.ozon.goesWrong(SEND, Mishap.DONE_AND_HELD_BACK);
    var before = rig.started();
    rig.hears(before, due(1));
    await().until(() -> rig.ozon.ledger.size() == 1);
    before.close();

    rig.texts = Given.TEXTS;
    var after = rig.started();
    settles(SENT);
    rig.hears(after, due(1));
    rig.hears(after, due(2));
    settles(SENT, new MessageEvent.Sent(REF, 2, CHAT));
    assertThat(rig.ozon.ledger)
        .containsExactly(Given.text(former(), 1, due(1)), Given.text(1, due(2)));
  }

  @Test
  void a_message_that_is_not_in_the_chat_is_sent_again() throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.NOT_DONE_WITHOUT_ANSWER);
    rig.hears(rig.started(), due(1));
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(asked()).containsExactly(GET, START, GET, SEND, HISTORY, GET, SEND);
  }

  @Test
  void as_long_as_the_chat_cannot_be_read_nothing_is_sent() throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_WITHOUT_ANSWER);
    rig.ozon.goesWrong(HISTORY, Mishap.NOT_DONE_WITHOUT_ANSWER, Mishap.DENIED);
    rig.hears(rig.started(), due(1));
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(asked()).containsExactly(GET, START, GET, SEND, HISTORY, HISTORY, HISTORY);
  }

  @Test
  void a_process_that_was_slow_to_read_sends_nothing_after_another_looked_back()
      throws SQLException {
    rig.ozon.goesWrong(GET, Mishap.DONE_AND_HELD_BACK);
    var slow = rig.started();
    rig.hears(slow, due(1));
    await().until(() -> rig.ozon.asked.contains(GET));
    slow.close();

    rig.started();
    settles(SENT);
    rig.ozon.letGo();
    await().during(Duration.ofMillis(500)).until(() -> rig.ozon.ledger.size() == 1);
    assertThat(rig.ozon.asked).containsExactly(GET, GET, START, GET, SEND);
  }

  @Test
  void a_process_that_dies_while_sending_is_looked_after_and_nothing_goes_out_twice()
      throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_AND_HELD_BACK);
    var first = rig.started();
    rig.hears(first, due(1));
    await().until(() -> rig.ozon.ledger.size() == 1);
    first.close();
    assertThat(rig.calls()).singleElement().asString().startsWith("sending/");

    rig.started();
    settles(SENT);
    // The first process's answer comes after all, and finds that it is not in charge any more.
    rig.ozon.letGo();
    await().during(Duration.ofMillis(500)).until(() -> rig.published().size() == 1);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(rig.calls()).singleElement().asString().matches(TRIED_AGAIN.formatted("done"));
  }

  @Test
  void a_process_that_dies_before_it_opened_the_chat_sent_nothing() throws SQLException {
    rig.hears(rig.process(), due(1));
    rig.texts(
        "update call set state = 'sending', attempt = 1, changed_at = now() - interval '1 minute' returning state");
    rig.started();
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(rig.ozon.asked).doesNotContain(HISTORY);
  }

  @Test
  void a_buyer_who_gave_the_data_in_between_is_left_alone() throws SQLException {
    rig.ozon.substatus = "posting_created";
    rig.hears(rig.started(), due(1));
    settles(suppressed("passport data is no longer awaited"));
    assertThat(asked()).containsExactly(GET);
  }

  @Test
  void a_buyer_who_gives_the_data_while_the_chat_is_opened_is_left_alone() throws SQLException {
    rig.ozon.onChatStart = () -> rig.ozon.substatus = "posting_created";
    rig.hears(rig.started(), due(1));
    settles(suppressed("passport data is no longer awaited"));
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void the_buyer_of_a_cancelled_posting_is_left_alone() throws SQLException {
    rig.ozon.status = "cancelled";
    rig.hears(rig.started(), due(1));
    settles(suppressed("the posting was cancelled"));
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void after_the_deadline_nothing_is_sent() throws SQLException {
    var process = rig.process();
    rig.hears(process, due(1));
    rig.clock.set(Given.DEADLINE.at());
    rig.start(process);
    settles(suppressed("too late"));
    assertThat(rig.ozon.asked).isEmpty();
  }

  @Test
  void for_a_store_in_shadow_the_posting_is_read_and_nothing_is_sent() throws SQLException {
    rig.shadow = true;
    rig.hears(rig.started(), due(1));
    settles(suppressed("store-in-shadow"));
    assertThat(asked()).containsOnly(GET);
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void for_a_store_in_shadow_a_reason_that_is_gone_is_told_as_for_any_other() throws SQLException {
    rig.shadow = true;
    rig.ozon.substatus = "posting_created";
    rig.hears(rig.started(), due(1));
    settles(suppressed("passport data is no longer awaited"));
  }

  @Test
  void with_sending_switched_off_everything_is_decided_and_nothing_is_done() throws SQLException {
    rig.sending = false;
    rig.hears(rig.started(), due(1));
    settles(suppressed("sending is switched off"));
    assertThat(rig.ozon.asked).isEmpty();
  }

  @Test
  void doubt_about_opening_the_chat_is_no_doubt_about_the_message() throws SQLException {
    rig.ozon.goesWrong(GET, Mishap.NOT_DONE_WITHOUT_ANSWER);
    rig.ozon.goesWrong(START, Mishap.DONE_WITHOUT_ANSWER);
    rig.hears(rig.started(), due(1));
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(rig.ozon.asked).doesNotContain(HISTORY);
  }

  @Test
  void too_many_requests_are_waited_out() throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.TOO_MANY_REQUESTS);
    rig.hears(rig.started(), due(1));
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
    assertThat(rig.ozon.asked).doesNotContain(HISTORY);
  }

  @Test
  void what_the_subscription_does_not_allow_awaits_an_operator_who_confirms_it_once()
      throws SQLException {
    rig.ozon.goesWrong(START, Mishap.SUBSCRIPTION_TOO_LOW);
    var process = rig.started();
    rig.hears(process, due(1));
    var awaiting = new MessageEvent.AwaitingOperator(REF, 1, TEXT, "subscription-too-low");
    settles(awaiting);

    rig.says(process, new Reminder.SentByHand(REF, 1, 1, Given.AT, "li"));
    rig.says(process, new Reminder.SentByHand(REF, 1, 1, Given.AT, "li"));
    settles(awaiting, new MessageEvent.Sent(REF, 1, ""));
    assertThat(rig.texts("select state || ' ' || chat_id from reminder_step"))
        .containsExactly("sent ");
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void a_store_that_is_refused_again_and_again_is_asked_for_now_and_then_until_it_works()
      throws SQLException {
    var no = Mishap.SUBSCRIPTION_TOO_LOW;
    rig.ozon.goesWrong(START, no, no, no);
    var process = rig.started();
    var awaiting = new ArrayList<MessageEvent>();
    for (var step = 1; step <= 4; step++) {
      rig.hears(process, due(step));
      awaiting.add(
          new MessageEvent.AwaitingOperator(
              REF, step, Given.text(1, due(step)), "subscription-too-low"));
      settles(awaiting.toArray(MessageEvent[]::new));
    }
    assertThat(rig.ozon.asked).filteredOn(START::equals).hasSize(3);
    assertThat(rig.ozon.asked).endsWith(GET);

    rig.clock.set(Given.AT.plus(StoreChat.Policy.USUAL.between()));
    rig.hears(process, due(5));
    awaiting.add(new MessageEvent.Sent(REF, 5, CHAT));
    settles(awaiting.toArray(MessageEvent[]::new));
    assertThat(rig.texts("select refusals || coalesce(why, '') from store_chat"))
        .containsExactly("0");
  }

  @Test
  void who_wants_no_messages_is_left_alone_also_if_it_was_planned_before() throws SQLException {
    var process = rig.process();
    rig.hears(process, due(1));
    rig.texts(
        "insert into opted_out values ('1001', '"
            + Given.ORDER
            + "', now(), 'li') returning store");
    rig.start(process);
    settles(suppressed("the buyer wants no messages"));
    assertThat(rig.ozon.asked).isEmpty();
  }

  @Test
  void where_ozon_shows_no_actions_at_all_the_chat_is_tried() throws SQLException {
    rig.ozon.actions = null;
    rig.hears(rig.started(), due(1));
    settles(new MessageEvent.Sent(REF, 1, OzonStandIn.CHAT));
    assertThat(rig.ozon.ledger).hasSize(1);
  }

  @Test
  void a_posting_without_a_chat_awaits_an_operator() throws SQLException {
    rig.ozon.actions = List.of("cancel");
    rig.hears(rig.started(), due(1));
    settles(new MessageEvent.AwaitingOperator(REF, 1, TEXT, "chat-not-offered"));
    assertThat(asked()).containsExactly(GET);
  }

  @Test
  void a_chat_that_ozon_has_switched_off_awaits_an_operator() throws SQLException {
    rig.ozon.goesWrong(START, Mishap.DENIED);
    rig.hears(rig.started(), due(1));
    settles(new MessageEvent.AwaitingOperator(REF, 1, TEXT, "chat-disabled"));
    assertThat(rig.ozon.ledger).isEmpty();
  }

  private static final Mishap SILENT = Mishap.REFUSED_WITHOUT_WORDS;

  @Test
  void a_refusal_without_words_to_open_the_chat_awaits_an_operator_after_a_few_tries()
      throws SQLException {
    rig.ozon.goesWrong(START, SILENT, SILENT, SILENT, SILENT);
    rig.hears(rig.started(), due(1));
    settles(new MessageEvent.AwaitingOperator(REF, 1, TEXT, "refused-without-words"));
    assertThat(rig.ozon.asked).filteredOn(START::equals).hasSize(3);
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void a_refusal_without_words_to_send_is_looked_back_at_and_awaits_an_operator()
      throws SQLException {
    rig.ozon.goesWrong(SEND, SILENT, SILENT, SILENT, SILENT);
    rig.hears(rig.started(), due(1));
    settles(new MessageEvent.AwaitingOperator(REF, 1, TEXT, "refused-without-words"));
    assertThat(rig.ozon.asked)
        .filteredOn(path -> path.equals(SEND) || path.equals(HISTORY))
        .containsExactly(SEND, HISTORY, SEND, HISTORY, SEND);
  }

  @Test
  void a_gateway_that_says_no_at_times_keeps_nobody_from_being_written_to() throws SQLException {
    rig.ozon.goesWrong(GET, SILENT);
    rig.ozon.goesWrong(SEND, SILENT);
    rig.hears(rig.started(), due(1));
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
  }

  @Test
  void a_chat_that_can_never_be_looked_back_into_awaits_an_operator() throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_WITHOUT_ANSWER);
    rig.ozon.goesWrong(HISTORY, Collections.nCopies(99, Mishap.DENIED).toArray(Mishap[]::new));
    rig.hears(rig.started(), due(1));
    await().until(() -> rig.calls().getFirst().startsWith("unknown"));
    rig.texts("update call set doubt_since = now() - interval '1 hour' returning state");
    settles(new MessageEvent.AwaitingOperator(REF, 1, TEXT, "outcome-unknown"));
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
  }

  @Test
  void a_posting_too_young_for_its_own_method_is_asked_for_again() throws SQLException {
    rig.ozon.goesWrong(GET, Mishap.NOT_FOUND, Mishap.NOT_FOUND, Mishap.NOT_FOUND);
    rig.hears(rig.started(), due(1));
    settles(SENT);
  }

  @Test
  void a_posting_that_stays_not_found_awaits_an_operator() throws SQLException {
    rig.ozon.goesWrong(GET, Collections.nCopies(99, Mishap.NOT_FOUND).toArray(Mishap[]::new));
    rig.hears(rig.started(), due(1));
    await().until(() -> String.join(",", rig.calls()).matches(TRIED_AGAIN.formatted("planned")));
    assertThat(rig.published()).isEmpty();
    rig.texts("update call set no_since = now() - interval '2 minutes' returning state");
    settles(new MessageEvent.AwaitingOperator(REF, 1, TEXT, "posting-not-found"));
  }

  @Test
  void a_state_that_ozon_does_not_show_says_neither_that_the_data_came_nor_that_it_is_awaited()
      throws SQLException {
    rig.ozon.substatus = "";
    rig.hears(rig.started(), due(1));
    await().until(() -> String.join(",", rig.calls()).matches(TRIED_AGAIN.formatted("planned")));
    assertThat(rig.published()).isEmpty();
    rig.ozon.substatus = Posting.AWAITING_PASSPORT;
    settles(SENT);
  }

  @Test
  void what_the_mailbox_gives_up_for_has_a_word_here() {
    assertThat(Obstacle.OUTCOME_UNKNOWN.word()).isEqualTo(Outlet.OUTCOME_UNKNOWN);
    assertThat(Obstacle.NOT_MADE_IN_TIME.word()).isEqualTo(Outlet.NOT_MADE_IN_TIME);
  }

  @Test
  void in_a_new_round_the_same_step_is_sent_again_in_the_same_chat() throws SQLException {
    var process = rig.started();
    rig.hears(process, new PassportEvent.Missing(REF, Given.ORDER, Given.DEADLINE));
    rig.hears(process, due(1));
    settles(SENT);
    rig.hears(process, new PassportEvent.Supplied(REF, Given.AT));
    rig.hears(process, new PassportEvent.Missing(REF, Given.ORDER, Given.DEADLINE));
    rig.ozon.goesWrong(SEND, Mishap.NOT_DONE_WITHOUT_ANSWER);
    rig.hears(process, due(1));
    settles(SENT, SENT);
    // The first round's message is in the history and must not be taken for the second's.
    assertThat(rig.ozon.ledger).containsExactly(TEXT, Given.text(2, due(1)));
    assertThat(rig.ozon.asked).containsOnlyOnce(START).contains(HISTORY);
  }

  /**
   * What Ozon was asked. A posting that was read again at once counts once: where the first reading
   * took too long to send after it, it is repeated.
   */
  private List<String> asked() {
    var asked = new ArrayList<String>();
    for (var path : rig.ozon.asked) {
      if (!path.equals(GET) || asked.isEmpty() || !asked.getLast().equals(GET)) {
        asked.add(path);
      }
    }
    return asked;
  }
}
