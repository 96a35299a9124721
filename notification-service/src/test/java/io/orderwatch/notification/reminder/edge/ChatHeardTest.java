package io.orderwatch.notification.reminder.edge;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.MISSING;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.due;
import static io.orderwatch.notification.reminder.edge.OzonStandIn.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.ChatEvent.Side;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.reminder.edge.OzonStandIn.Mishap;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the buyer, or the seller by hand, does in a chat that this service writes to. */
class ChatHeardTest {

  private static final ChatRef THERE = new ChatRef(REF.store(), CHAT);
  private static final String OURS = "3000000000817031942";
  private static final String HIS = "3000000000817031999";
  private static final String HISTORY = "/v3/chat/history";
  private static final Event SENT = new MessageEvent.Sent(REF, 1, CHAT);

  private Rig rig;
  private Mailbox process;

  @BeforeEach
  void set_up() throws IOException, SQLException {
    rig = new Rig();
    process = rig.started();
    rig.hears(process, MISSING);
  }

  @AfterEach
  void tear_down() {
    rig.close();
  }

  private void publishes(Event... events) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(rig.published()).containsExactly(events));
  }

  private static ChatEvent read(long version, Instant writtenAt) {
    return new ChatEvent.MessageRead(THERE, ORDER, version, OURS, Side.BUYER, writtenAt);
  }

  private static ChatEvent wrote(long version, Side by, String id, Instant at) {
    return new ChatEvent.MessageReceived(THERE, ORDER, version, id, by, at, true, false);
  }

  @Test
  void what_the_buyer_has_read_is_told_once_by_step() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.hears(process, read(3, AT.plusSeconds(1)));
    rig.hears(process, read(3, AT.plusSeconds(1)));
    publishes(SENT, new MessageEvent.Read(REF, 1, CHAT));
    assertThat(rig.texts("select step || ' ' || (read_at is not null) from message_mark"))
        .containsExactly("1 true");
  }

  @Test
  void a_step_that_was_due_later_is_not_read_with_it() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.clock.tick(Duration.ofHours(5));
    rig.hears(process, due(2));
    publishes(SENT, new MessageEvent.Sent(REF, 2, CHAT));
    rig.hears(process, read(3, AT.plusSeconds(1)));
    publishes(SENT, new MessageEvent.Sent(REF, 2, CHAT), new MessageEvent.Read(REF, 1, CHAT));
  }

  @Test
  void an_answer_is_told_with_what_it_is_about_and_nothing_of_it_is_kept() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.ozon.writes(
        HIS, "2026-11-23T12:50:00Z", "\u0421ustomer", "Зачем вам это? Мой паспорт 4510 123456");
    rig.ozon.goesWrong(HISTORY, Mishap.TOO_MANY_REQUESTS);
    rig.hears(process, wrote(3, Side.BUYER, HIS, AT.plusSeconds(1200)));
    publishes(SENT, new MessageEvent.Answered(REF, 1, CHAT, "asks-why"));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(rig.texts("select subject from concern where kind = 'ANSWER'"))
                    .as("somebody has to answer him")
                    .containsExactly("1001:" + ORDER + " asks-why/" + HIS));
    rig.hears(process, wrote(4, Side.SELLER, "3000000000817032000", AT.plusSeconds(1300)));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(rig.texts("select subject from concern where kind = 'ANSWER'"))
                    .isEmpty());
    assertThat(everything()).contains("asks-why").doesNotContain("4510", "Зачем");
  }

  private String everything() {
    return String.join(
        "\n",
        rig.texts(
            """
            select t::text from talk t union all select m::text from message_mark m union all
            select c::text from call c union all
            select headers || convert_from(payload, 'UTF8') from outbox union all
            select s::text from reminder_step s"""));
  }

  @Test
  void an_answer_that_cannot_be_read_is_told_as_such() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.ozon.goesWrong(HISTORY, Mishap.DENIED);
    rig.hears(process, wrote(3, Side.BUYER, HIS, AT.plusSeconds(1200)));
    publishes(SENT, new MessageEvent.Answered(REF, 1, CHAT, "unread"));
  }

  @Test
  void whoever_was_asked_by_hand_just_now_is_not_reminded() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.clock.tick(Duration.ofHours(5));
    var at = AT.plus(Duration.ofHours(4));
    rig.ozon.writes(
        HIS, at.toString(), "Seller", "Добрый день! Внесите, пожалуйста, паспортные данные.");
    rig.hears(process, wrote(3, Side.SELLER, HIS, at));
    rig.hears(process, due(2));
    publishes(SENT, new MessageEvent.Suppressed(REF, 2, "seller-wrote"));
    assertThat(rig.ozon.ledger).hasSize(1);

    rig.clock.tick(Duration.ofHours(3));
    rig.hears(process, due(3));
    publishes(
        SENT,
        new MessageEvent.Suppressed(REF, 2, "seller-wrote"),
        new MessageEvent.Sent(REF, 3, CHAT));
  }

  @Test
  void what_the_seller_wrote_of_something_else_keeps_no_reminder_back() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.clock.tick(Duration.ofHours(5));
    var at = AT.plus(Duration.ofHours(4));
    rig.ozon.writes(HIS, at.toString(), "Seller", "Чехол синий, как на фото.");
    rig.hears(process, wrote(3, Side.SELLER, HIS, at));
    rig.hears(process, due(2));
    publishes(SENT, new MessageEvent.Sent(REF, 2, CHAT));
  }

  @Test
  void our_own_message_is_not_taken_for_one_by_hand() throws SQLException {
    rig.hears(process, due(1));
    publishes(SENT);
    rig.hears(process, wrote(3, Side.SELLER, OURS, AT.plusSeconds(1)));
    rig.hears(process, due(2));
    publishes(SENT, new MessageEvent.Sent(REF, 2, CHAT));
  }
}
