package io.orderwatch.notification.reminder.edge;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.edge.OzonStandIn.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.notification.cap.Buyer;
import io.orderwatch.notification.cap.Cap;
import io.orderwatch.notification.cap.edge.BuyerMessages;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.edge.OzonStandIn.Mishap;
import io.orderwatch.notification.texts.Situation;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One buyer, several orders: he is not written to more often than the cap allows. */
@Execution(ExecutionMode.CONCURRENT)
class BuyerCapTest {

  private static final String SEND = "/v1/chat/send/message";
  private static final String REACHED = "buyer-cap-reached";
  private static final Duration DAY = Duration.ofHours(24);

  private Rig rig;

  @BeforeEach
  void set_up() throws IOException {
    rig = new Rig();
  }

  @AfterEach
  void tear_down() {
    rig.close();
  }

  private static String order(int n) {
    return "%s-%04d".formatted("0132112277", n);
  }

  private static PostingRef posting(int n) {
    return PostingRef.of("1001", order(n) + "-1");
  }

  /** An order that ends so many hours after noon. */
  private static PassportEvent due(int n, int step, int hours) {
    var deadline = new Deadline(AT.plus(Duration.ofHours(hours)), Deadline.Basis.IN_PROCESS_AT);
    return new PassportEvent.ReminderDue(posting(n), order(n), step, 3, deadline);
  }

  private static MessageEvent sent(int n, int step) {
    return new MessageEvent.Sent(posting(n), step, CHAT);
  }

  private static MessageEvent suppressed(int n, int step) {
    return new MessageEvent.Suppressed(posting(n), step, REACHED);
  }

  private List<Event> publishes(int events) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(rig.published()).hasSizeGreaterThanOrEqualTo(events));
    return rig.published();
  }

  private void hears(Mailbox process, PassportEvent... events) throws SQLException {
    for (var event : events) {
      rig.hears(process, event);
    }
  }

  @Test
  void what_is_due_beyond_the_cap_is_held_back_until_the_time_is_over() throws SQLException {
    rig.cap = new Cap(2, DAY);
    var process = rig.started();
    hears(process, due(1, 1, 20));
    publishes(1);
    hears(process, due(2, 1, 20));
    publishes(2);
    hears(process, due(3, 1, 20), due(1, 2, 20));
    assertThat(publishes(4))
        .containsExactlyInAnyOrder(sent(1, 1), sent(2, 1), suppressed(3, 1), suppressed(1, 2));
    assertThat(rig.ozon.ledger).hasSize(2);
    assertThat(rig.meters.counter(ReminderMetrics.CAPPED).count()).isEqualTo(2);
    var other = PostingRef.of("1001", "0999999999-0001-1");
    rig.hears(
        process,
        new PassportEvent.ReminderDue(
            other,
            "0999999999-0001",
            1,
            3,
            new Deadline(AT.plus(DAY), Deadline.Basis.IN_PROCESS_AT)));
    assertThat(publishes(5)).as("another buyer").contains(new MessageEvent.Sent(other, 1, CHAT));

    rig.clock.tick(DAY);
    hears(process, due(4, 1, 40));
    assertThat(publishes(6)).contains(sent(4, 1));
    assertThat(rig.texts("select count(*) from buyer_message"))
        .as("what no longer counts is taken away")
        .containsExactly("1");
  }

  @Test
  void the_last_step_before_the_deadline_is_left_to_a_person() throws SQLException {
    rig.cap = new Cap(1, DAY);
    var process = rig.started();
    hears(process, due(1, 1, 20));
    publishes(1);
    hears(process, due(2, 3, 20));
    assertThat(publishes(2).getLast())
        .isInstanceOfSatisfying(
            MessageEvent.AwaitingOperator.class,
            task -> {
              assertThat(task.ref()).isEqualTo(posting(2));
              assertThat(task.reason()).isEqualTo(REACHED);
              assertThat(task.text()).contains(order(2));
            });
    rig.says(process, new Reminder.SentByHand(posting(2), 1, 3, rig.clock.instant(), "anna"));
    assertThat(publishes(3)).contains(new MessageEvent.Sent(posting(2), 3, ""));
  }

  @Test
  void notices_and_reminders_are_counted_together_and_a_notice_becomes_a_task()
      throws SQLException {
    rig.cap = new Cap(1, DAY);
    var process = rig.started();
    hears(process, due(102, 1, 20));
    publishes(1);
    rig.asks(
        process,
        "asked",
        new Notices.Asked(
            posting(102),
            order(102),
            Situation.NEW_TRACKING_NUMBER,
            "RB123456789CN",
            null,
            "anna"));
    assertThat(publishes(2).getLast())
        .isInstanceOfSatisfying(
            MessageEvent.NoticeAwaitingOperator.class,
            task -> assertThat(task.reason()).isEqualTo(REACHED));
  }

  @Test
  void of_orders_that_are_due_at_once_those_that_end_first_are_written_about() throws SQLException {
    rig.cap = new Cap(2, DAY);
    var process = rig.process();
    hears(process, due(1, 1, 20), due(2, 1, 9), due(3, 1, 15), due(4, 1, 4));
    rig.start(process);
    assertThat(publishes(4))
        .containsExactlyInAnyOrder(suppressed(1, 1), sent(2, 1), suppressed(3, 1), sent(4, 1));
  }

  @Test
  void what_was_not_sent_after_all_is_not_counted_and_what_was_is_counted_once()
      throws SQLException {
    rig.cap = new Cap(2, DAY);
    rig.ozon.goesWrong(
        SEND, Mishap.TOO_MANY_REQUESTS, Mishap.NOT_DONE_WITHOUT_ANSWER, Mishap.DONE_WITHOUT_ANSWER);
    var process = rig.started();
    hears(process, due(1, 1, 20));
    publishes(1);
    assertThat(rig.ozon.ledger).hasSize(1);
    rig.ozon.goesWrong(SEND, Mishap.SUBSCRIPTION_TOO_LOW);
    hears(process, due(2, 1, 20));
    publishes(2);
    assertThat(rig.texts("select id from buyer_message"))
        .containsExactly("reminder/" + posting(1).key() + "/step-1");
    hears(process, due(3, 1, 20));
    assertThat(publishes(3)).contains(sent(3, 1));
  }

  @Test
  void two_processes_never_send_more_than_the_cap_together() throws Exception {
    rig.cap = new Cap(6, DAY);
    var one = rig.process();
    var other = rig.process();
    for (var n = 1; n <= 30; n++) {
      hears(n % 2 == 0 ? one : other, due(n, 1, 20));
    }
    rig.start(one);
    rig.start(other);
    assertThat(publishes(30).stream().filter(MessageEvent.Sent.class::isInstance)).hasSize(6);
    assertThat(rig.ozon.ledger).hasSize(6).doesNotHaveDuplicates();
  }

  /** The outlets of two processes, side by side, without the mailbox between them. */
  @Test
  void thirty_two_threads_of_two_processes_take_six_turns() throws Exception {
    var processes =
        List.of(
            new BuyerMessages(rig.database, rig.clock, new Cap(6, DAY)),
            new BuyerMessages(rig.database, rig.clock, new Cap(6, DAY)));
    var sent = new AtomicInteger();
    Answer held = new Answer.Superseded(REACHED);
    try (var threads = Executors.newFixedThreadPool(32)) {
      var tasks = new ArrayList<Callable<Answer>>();
      for (var n : IntStream.range(0, 96).toArray()) {
        var call = call(n);
        var turn = new BuyerMessages.Turn(Buyer.of(posting(n), order(n)), Instant.MAX, held);
        tasks.add(
            () ->
                processes
                    .get(n % 2)
                    .inTurn(
                        call,
                        turn,
                        () -> {
                          sent.incrementAndGet();
                          return new Answer.Done(Map.of());
                        }));
      }
      var answers = new ArrayList<Answer>();
      for (var each : threads.invokeAll(tasks)) {
        answers.add(each.get());
      }
      assertThat(answers.stream().filter(Answer.Done.class::isInstance)).hasSize(6);
      assertThat(answers.stream().filter(held::equals)).hasSize(90);
    }
    assertThat(sent).hasValue(6);
  }

  private static Planned<Reminder.Message> call(int n) {
    var message = new Reminder.Message(1, 1, 3, AT.plus(DAY), order(n), "text");
    return new Planned<>("reminder", posting(n).key(), Reminder.CALL, "step-1", message, 1);
  }
}
