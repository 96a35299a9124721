package io.orderwatch.notification.reminder.edge;

import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.edge.OzonStandIn.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.reminder.Given;
import io.orderwatch.notification.reminder.edge.OzonStandIn.Mishap;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Wording;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One buyer, several postings of one order, whether Ozon gives the order one chat or each its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class OneMessageAnOrderTest {

  private static final String START = "/v1/chat/start";
  private static final String SEND = "/v1/chat/send/message";

  private Rig rig;

  @BeforeEach
  void set_up() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void tear_down() {
    rig.close();
  }

  private static PostingRef posting(int n) {
    return PostingRef.of("1001", ORDER + "-" + n);
  }

  private static PassportEvent missing(int n) {
    return new PassportEvent.Missing(posting(n), ORDER, DEADLINE);
  }

  private static PassportEvent due(int n, int step) {
    return due(n, step, Duration.ZERO);
  }

  private static PassportEvent due(int n, int step, Duration later) {
    var deadline = new Deadline(DEADLINE.at().plus(later), DEADLINE.basis());
    return new PassportEvent.ReminderDue(posting(n), ORDER, step, 3, deadline);
  }

  private static String text(int step, int... postings) {
    return Wording.ofLadder(
        Given.TEXTS,
        new Occasion(
            new StoreId("1001"),
            ORDER,
            IntStream.of(postings).mapToObj(n -> new PostingNumber(ORDER + "-" + n)).toList(),
            DEADLINE.at(),
            Given.AT,
            1,
            step,
            3,
            ""));
  }

  private void hears(Mailbox process, PassportEvent... events) throws SQLException {
    for (var event : events) {
      rig.hears(process, event);
    }
  }

  private List<Event> publishes(int events) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(rig.published()).hasSizeGreaterThanOrEqualTo(events));
    return rig.published();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void four_postings_get_one_message_for_them(boolean chatPerPosting) throws SQLException {
    rig.ozon.chatPerPosting = chatPerPosting;
    var process = rig.process();
    hears(process, missing(1), missing(2), missing(3), missing(4));
    hears(process, due(1, 1), due(2, 1), due(3, 1), due(4, 1));
    rig.start(process);
    var events = publishes(4);
    assertThat(rig.ozon.ledger).containsExactly(text(1, 1, 2, 3, 4));
    assertThat(events)
        .extracting(Event::key)
        .containsExactlyInAnyOrder(
            posting(1).key(), posting(2).key(), posting(3).key(), posting(4).key());
    assertThat(events).allMatch(MessageEvent.Sent.class::isInstance);
    assertThat(events.stream().map(event -> ((MessageEvent.Sent) event).chatId()).distinct())
        .as("all in the one chat that was written to")
        .hasSize(1);

    hears(process, due(1, 2), due(2, 2), due(3, 2), due(4, 2));
    publishes(8);
    assertThat(rig.ozon.ledger).hasSize(2);
    assertThat(rig.ozon.asked).filteredOn(SEND::equals).hasSize(2);
  }

  @Test
  void a_posting_that_comes_a_little_later_is_waited_for() throws SQLException {
    var process = rig.started();
    hears(process, missing(1), missing(2), due(1, 1));
    hears(process, due(2, 1));
    publishes(2);
    assertThat(rig.ozon.ledger).containsExactly(text(1, 1, 2));
  }

  @Test
  void one_that_comes_too_late_to_be_named_gets_no_second_message() throws SQLException {
    var process = rig.started();
    hears(process, due(1, 1));
    publishes(1);
    hears(process, due(2, 1));
    assertThat(publishes(2)).contains(new MessageEvent.Sent(posting(2), 1, CHAT));
    assertThat(rig.ozon.ledger).containsExactly(text(1, 1));
  }

  @Test
  void one_whose_deadline_is_another_is_written_about_for_itself() throws SQLException {
    var process = rig.started();
    hears(process, due(1, 1));
    publishes(1);
    hears(process, due(2, 1, Duration.ofHours(5)));
    publishes(2);
    assertThat(rig.ozon.ledger).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_message_that_was_lost_is_not_taken_for_anothers(boolean chatPerPosting)
      throws SQLException {
    rig.ozon.chatPerPosting = chatPerPosting;
    var process = rig.started();
    hears(process, due(1, 1));
    publishes(1);
    rig.ozon.goesWrong(SEND, Mishap.NOT_DONE_WITHOUT_ANSWER);
    hears(process, due(2, 1, Duration.ofHours(5)));
    publishes(2);
    assertThat(rig.ozon.ledger).hasSize(2);
    assertThat(rig.ozon.asked).filteredOn(SEND::equals).hasSize(3);
  }

  @Test
  void in_doubt_the_others_wait_and_nothing_goes_out_twice() throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_WITHOUT_ANSWER);
    var process = rig.process();
    hears(process, due(1, 1), due(2, 1), due(3, 1));
    rig.start(process);
    assertThat(publishes(3)).allMatch(MessageEvent.Sent.class::isInstance);
    assertThat(rig.ozon.ledger).containsExactly(text(1, 1, 2, 3));
  }

  @Test
  void where_the_one_that_writes_may_not_another_does() throws SQLException {
    rig.ozon.goesWrong(START, Mishap.DENIED);
    var process = rig.process();
    hears(process, due(1, 1), due(2, 1), due(3, 1));
    rig.start(process);
    var events = publishes(3);
    assertThat(events).filteredOn(MessageEvent.AwaitingOperator.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(MessageEvent.Sent.class::isInstance).hasSize(2);
    assertThat(rig.ozon.ledger).hasSize(1);
  }

  @Test
  void nobody_writes_where_it_is_not_known_whether_another_did() throws SQLException {
    rig.ozon.goesWrong(SEND, Mishap.DONE_WITHOUT_ANSWER);
    rig.ozon.goesWrong(
        "/v3/chat/history", Collections.nCopies(99, Mishap.DENIED).toArray(Mishap[]::new));
    var process = rig.process();
    hears(process, due(1, 1), due(2, 1));
    rig.start(process);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> rig.calls().stream().anyMatch(call -> call.startsWith("unknown")));
    rig.texts("update call set doubt_since = now() - interval '1 hour' returning state");
    assertThat(publishes(2))
        .allMatch(
            event ->
                event instanceof MessageEvent.AwaitingOperator awaiting
                    && awaiting.reason().equals("outcome-unknown"));
    assertThat(rig.ozon.ledger).hasSize(1);
  }

  @Test
  void postings_without_an_orders_number_are_no_one_order() throws SQLException {
    var process = rig.process();
    for (var n = 1; n < 3; n++) {
      rig.hears(process, new PassportEvent.ReminderDue(posting(n), "", 1, 3, DEADLINE));
    }
    rig.start(process);
    publishes(2);
    assertThat(rig.ozon.ledger).hasSize(2).doesNotHaveDuplicates();
    assertThat(rig.ozon.ledger).anyMatch(text -> text.contains("(посылка " + ORDER + "-1)"));
  }
}
