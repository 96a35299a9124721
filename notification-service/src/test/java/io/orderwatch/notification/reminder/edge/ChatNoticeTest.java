package io.orderwatch.notification.reminder.edge;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.TEXTS;
import static io.orderwatch.notification.reminder.Given.due;
import static io.orderwatch.notification.reminder.edge.OzonStandIn.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.notice.Notices.Asked;
import io.orderwatch.notification.reminder.Given;
import io.orderwatch.notification.reminder.edge.OzonStandIn.Mishap;
import io.orderwatch.notification.texts.Situation;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A buyer is told a thing once, on a real database and a real broker, whatever goes wrong. */
class ChatNoticeTest {

  private static final String START = "/v1/chat/start";
  private static final String SEND = "/v1/chat/send/message";
  private static final Asked PERIOD =
      new Asked(REF, ORDER, Situation.DELIVERY_PERIOD, "", null, "li");
  private static final String TEXT = Notices.text(PERIOD, AT, TEXTS);
  private static final String ID = "delivery-period.1";
  private static final MessageEvent SENT =
      new MessageEvent.NoticeSent(REF, ID, "delivery-period", CHAT);

  private Rig rig;

  @BeforeEach
  void set_up() throws IOException {
    rig = new Rig();
    rig.ozon.status = "delivering";
    rig.ozon.substatus = "";
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

  private static MessageEvent notSent(String reason) {
    return new MessageEvent.NoticeNotSent(REF, ID, "delivery-period", reason);
  }

  private static MessageEvent awaiting(String reason) {
    return new MessageEvent.NoticeAwaitingOperator(REF, ID, "delivery-period", TEXT, reason);
  }

  @Test
  void what_is_asked_for_twice_is_told_once() throws SQLException {
    var process = rig.started();
    rig.asks(process, "one", PERIOD);
    rig.asks(process, "two", PERIOD);
    settles(SENT);
    rig.asks(process, "three", PERIOD);
    await().during(Duration.ofMillis(500)).until(() -> rig.published().size() == 1);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
  }

  @Test
  void a_number_that_was_changed_is_told_by_itself() throws SQLException {
    rig.hears(rig.started(), new ShipmentEvent.TrackingChanged(REF, "c-1", "RB123456785CN"));
    settles(
        new MessageEvent.NoticeSent(
            REF, "new-tracking-number.rb123456785cn.1", "new-tracking-number", CHAT));
    assertThat(rig.ozon.ledger).singleElement().asString().contains("RB123456785CN");
  }

  @Test
  void a_message_whose_answer_was_lost_is_found_in_the_chat_and_not_sent_again()
      throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_WITHOUT_ANSWER);
    rig.asks(rig.started(), "one", PERIOD);
    settles(SENT);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
  }

  @Test
  void a_process_that_dies_while_sending_is_looked_after_and_nothing_goes_out_twice()
      throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_AND_HELD_BACK);
    var first = rig.started();
    rig.asks(first, "one", PERIOD);
    await().until(() -> rig.ozon.ledger.size() == 1);
    first.close();
    rig.started();
    settles(SENT);
    rig.ozon.letGo();
    await().during(Duration.ofMillis(500)).until(() -> rig.published().size() == 1);
    assertThat(rig.ozon.ledger).containsExactly(TEXT);
  }

  @Test
  void beside_a_reminder_it_goes_to_the_same_chat() throws SQLException {
    rig.ozon.status = "awaiting_packaging";
    rig.ozon.substatus = "posting_awaiting_passport_data";
    var process = rig.started();
    rig.hears(process, due(1));
    await().until(() -> rig.published().size() == 1);
    rig.asks(process, "one", WHY);
    settles(
        new MessageEvent.Sent(REF, 1, CHAT),
        new MessageEvent.NoticeSent(REF, "why.1", "why", CHAT));
    assertThat(rig.ozon.asked).containsOnlyOnce(START);
    assertThat(rig.ozon.ledger).hasSize(2).first().isEqualTo(Given.text(1, due(1)));
  }

  @Test
  void what_ozon_lets_nobody_send_awaits_a_person() throws SQLException {
    rig.ozon.goesWrong(START, Mishap.SUBSCRIPTION_TOO_LOW);
    var process = rig.started();
    rig.asks(process, "one", PERIOD);
    settles(awaiting("subscription-too-low"));
    assertThat(concerns()).containsExactly("TASK " + REF.key() + "/" + ID + " PT24H");
    rig.asks(process, "sent", new Notices.SentByHand(REF, ID, AT, "li"));
    settles(
        awaiting("subscription-too-low"),
        new MessageEvent.NoticeSent(REF, ID, "delivery-period", ""));
    assertThat(rig.ozon.ledger).isEmpty();
    assertThat(concerns()).isEmpty();
  }

  /** What the seller's people are told of this order's notices, and how long they have. */
  private List<String> concerns() {
    return rig.texts(
        "select c.kind || ' ' || c.subject || ' PT' || extract(epoch from c.due_at - n.asked_at)::int / 3600 || 'H'"
            + " from concern c join notice n on n.id = c.subject");
  }

  private static final ChatRef THERE = new ChatRef(REF.store(), CHAT);
  private static final String HIS = "3000000000817031999";

  private static ChatEvent read(long version, Instant writtenAt) {
    return new ChatEvent.MessageRead(
        THERE, ORDER, version, "300000000081703194" + version, Side.BUYER, writtenAt);
  }

  private static ChatEvent wrote(long version, Side by, String id, Instant at) {
    return new ChatEvent.MessageReceived(THERE, ORDER, version, id, by, at, true, false);
  }

  private List<String> marks() {
    return rig.texts(
        "select id || ' ' || (read_at is not null) || ' ' || coalesce(about, '') from message_mark order by id");
  }

  @Test
  void what_the_buyer_has_read_and_answered_is_told_once() throws SQLException {
    var process = rig.started();
    rig.asks(process, "one", PERIOD);
    settles(SENT);
    rig.hears(process, read(3, AT.plusSeconds(1)));
    rig.hears(process, read(3, AT.plusSeconds(1)));
    rig.hears(process, read(4, AT.plusSeconds(9)));
    settles(SENT, new MessageEvent.Read(REF, 0, CHAT, ID));
    rig.ozon.writes(HIS, "2026-11-23T12:50:00Z", "\u0421ustomer", "Зачем вам это?");
    rig.hears(process, wrote(5, Side.BUYER, HIS, AT.plusSeconds(1200)));
    rig.hears(process, wrote(5, Side.BUYER, HIS, AT.plusSeconds(1200)));
    settles(
        SENT,
        new MessageEvent.Read(REF, 0, CHAT, ID),
        new MessageEvent.Answered(REF, 0, CHAT, "asks-why", ID));
    assertThat(marks()).containsExactly(REF.key() + "/" + ID + " true asks-why");
  }

  @Test
  void a_notice_after_a_reminder_is_what_is_answered_and_both_are_read() throws SQLException {
    rig.ozon.status = "awaiting_packaging";
    rig.ozon.substatus = "posting_awaiting_passport_data";
    var process = rig.started();
    rig.hears(process, due(1));
    await().until(() -> rig.published().size() == 1);
    rig.clock.tick(Duration.ofHours(1));
    rig.asks(process, "one", WHY);
    var sent = new MessageEvent.Sent(REF, 1, CHAT);
    var told = new MessageEvent.NoticeSent(REF, "why.1", "why", CHAT);
    settles(sent, told);
    rig.hears(process, read(3, AT.plusSeconds(1)));
    settles(sent, told, new MessageEvent.Read(REF, 1, CHAT));
    rig.hears(process, read(4, AT.plusSeconds(3601)));
    settles(
        sent,
        told,
        new MessageEvent.Read(REF, 1, CHAT),
        new MessageEvent.Read(REF, 0, CHAT, "why.1"));
    rig.ozon.writes(HIS, "2026-11-23T13:50:00Z", "\u0421ustomer", "Готово");
    rig.hears(process, wrote(5, Side.BUYER, HIS, AT.plusSeconds(4800)));
    settles(
        sent,
        told,
        new MessageEvent.Read(REF, 1, CHAT),
        new MessageEvent.Read(REF, 0, CHAT, "why.1"),
        new MessageEvent.Answered(REF, 1, CHAT, "says-done", "why.1"));
    assertThat(marks())
        .containsExactly(REF.key() + "/1/1 true ", REF.key() + "/why.1 true says-done");
  }

  private static final Asked WHY =
      new Asked(REF, ORDER, Situation.WHY, "", Given.DEADLINE.at(), "li");

  @Test
  void what_tells_of_passport_data_is_not_sent_once_ozon_awaits_none() throws SQLException {
    rig.ozon.substatus = "posting_on_way_to_city";
    rig.asks(rig.started(), "one", WHY);
    settles(
        new MessageEvent.NoticeNotSent(REF, "why.1", "why", "passport data is no longer awaited"));
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void a_task_to_tell_of_passport_data_is_over_when_the_data_came() throws SQLException {
    rig.ozon.status = "awaiting_packaging";
    rig.ozon.substatus = "posting_awaiting_passport_data";
    rig.ozon.goesWrong(START, Mishap.SUBSCRIPTION_TOO_LOW);
    var process = rig.started();
    rig.asks(process, "one", WHY);
    var awaiting =
        new MessageEvent.NoticeAwaitingOperator(
            REF, "why.1", "why", Notices.text(WHY, AT, TEXTS), "subscription-too-low");
    settles(awaiting);
    assertThat(concerns()).hasSize(1);
    rig.hears(process, Given.SUPPLIED);
    settles(
        awaiting,
        new MessageEvent.NoticeNotSent(REF, "why.1", "why", "passport data was supplied"));
    assertThat(concerns()).isEmpty();
    assertThat(rig.texts("select state || ' ' || coalesce(hand_by, '') from task"))
        .containsExactly("suppressed ");
  }

  @Test
  void a_chat_that_can_no_longer_be_opened_awaits_a_person_and_ozon_is_not_asked()
      throws SQLException {
    rig.ozon.inProcessAt = AT.minus(Duration.ofHours(73)).toString();
    rig.asks(rig.started(), "one", PERIOD);
    settles(awaiting("chat-window-closed"));
    assertThat(rig.ozon.asked).doesNotContain(START, SEND);
  }

  @Test
  void a_buyer_who_wants_no_messages_gets_none() throws SQLException {
    rig.texts(
        "insert into opted_out (store, order_number, at, by_whom) values ('1001', '"
            + ORDER
            + "', now(), 'li') returning store");
    rig.asks(rig.started(), "one", PERIOD);
    settles(notSent("the buyer wants no messages"));
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void what_comes_too_late_is_not_told() throws SQLException {
    var process = rig.process();
    rig.asks(process, "one", PERIOD);
    rig.clock.tick(Duration.ofHours(25));
    rig.start(process);
    settles(notSent("too late"));
    assertThat(rig.ozon.ledger).isEmpty();
  }

  @Test
  void without_sending_nothing_is_sent() throws SQLException {
    rig.sending = false;
    rig.asks(rig.started(), "one", PERIOD);
    settles(notSent("sending is switched off"));
    assertThat(rig.ozon.asked).isEmpty();
  }
}
