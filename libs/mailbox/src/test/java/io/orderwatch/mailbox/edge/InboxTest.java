package io.orderwatch.mailbox.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.mailbox.edge.DeadLetters.Selection;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class InboxTest {

  final MailboxFixture mailbox = new MailboxFixture();
  final Inbox inbox = mailbox.inbox();

  @Test
  void state_events_timers_and_offset_are_written_together() throws SQLException {
    inbox.accept(
        List.of(
            mailbox.received("1001:a", 1),
            mailbox.received("1001:b", 1),
            mailbox.received("1001:a", 2)));

    assertThat(mailbox.column("select key || '=' || n from tally order by key"))
        .containsExactly("1001:a=2", "1001:b=1");
    assertThat(mailbox.outboxTypes()).hasSize(3).containsOnly("message.failed.v1");
    assertThat(mailbox.column("select ref from timer order by ref"))
        .containsExactly("1001:a", "1001:b");
    assertThat(mailbox.column("select next from consumer_offset")).containsExactly("3");
  }

  @Test
  void a_poll_that_is_handed_over_again_changes_nothing() throws SQLException {
    var poll = List.of(mailbox.received("1001:a", 1), mailbox.received("1001:b", 1));
    inbox.accept(poll);
    inbox.accept(poll);
    inbox.accept(poll.subList(1, 2));

    assertThat(mailbox.column("select n from tally")).containsExactly("1", "1");
    assertThat(mailbox.outboxTypes()).hasSize(2);
  }

  @Test
  void an_event_that_was_written_twice_is_worked_through_once() throws SQLException {
    var id = UUID.randomUUID();
    var event = new PostingEvent.Received(MailboxFixture.posting("1001:a", 1));
    inbox.accept(List.of(mailbox.record(id, event), mailbox.record(id, event)));
    inbox.accept(List.of(mailbox.record(id, event)));

    assertThat(mailbox.column("select n from tally")).containsExactly("1");
  }

  @Test
  void consumers_that_are_handed_the_same_records_at_once_work_through_each_once()
      throws Exception {
    var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var i = 0; i < 500; i++) {
      poll.add(mailbox.received("1001:" + i % 50, i));
    }
    try (var consumers = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ArrayList<Future<?>>();
      for (var consumer = 0; consumer < 4; consumer++) {
        var from = consumer * 50;
        done.add(
            consumers.submit(
                () -> {
                  acceptUntilDone(poll.subList(0, from + 10));
                  acceptUntilDone(poll.subList(from, poll.size()));
                  return null;
                }));
      }
      for (var each : done) {
        each.get();
      }
    }
    // Whoever began behind the others' gap has skipped it for good: Kafka never hands over a gap,
    // so only the sum up to there counts.
    assertThat(mailbox.column("select sum(n) from tally"))
        .isEqualTo(mailbox.column("select count(*) from inbox"));
    assertThat(mailbox.column("select next from consumer_offset")).containsExactly("500");
  }

  private void acceptUntilDone(List<ConsumerRecord<String, byte[]>> poll) throws SQLException {
    while (true) {
      try {
        inbox.accept(poll);
        return;
      } catch (SQLException e) {
        if (!Tx.passing(e)) {
          throw e;
        }
      }
    }
  }

  @Test
  void an_unknown_type_is_no_error() throws SQLException {
    inbox.accept(
        List.of(
            mailbox.record(
                "1001:a", "posting.teleported.v9", "x", "{}".getBytes(StandardCharsets.UTF_8))));

    assertThat(mailbox.column("select reason from dead_letter")).isEmpty();
    assertThat(mailbox.column("select next from consumer_offset")).containsExactly("1");
  }

  @Test
  void what_cannot_be_read_is_parked_with_a_reason_that_does_not_quote_it_and_holds_nothing_back()
      throws SQLException {
    var bad = "{\"passport\":\"4510 123456\"".getBytes(StandardCharsets.UTF_8);
    inbox.accept(
        List.of(
            mailbox.received("1001:a", 1),
            mailbox.record("1001:a", "posting.changed.v1", "x", bad),
            mailbox.received("1001:a", 2)));

    assertThat(mailbox.column("select n from tally")).containsExactly("2");
    assertThat(mailbox.column("select reason from dead_letter"))
        .singleElement()
        .asString()
        .startsWith("not a readable posting.changed.v1")
        .doesNotContain("4510");
    assertThat(mailbox.letters())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(List.of(letter.headers().toArray()))
                    .extracting(each -> each.key() + ": " + new String(each.value(), UTF_8))
                    .contains(
                        "ce_type: posting.changed.v1",
                        "dlq_topic: postings",
                        "dlq_partition: 0",
                        "dlq_offset: 1",
                        "dlq_attempts: 1")
                    .anyMatch(line -> line.startsWith("dlq_reason: not a readable"))
                    .noneMatch(line -> line.contains("4510")));
  }

  @Test
  void a_record_whose_rule_fails_holds_back_only_its_key_and_is_redriven_in_order()
      throws SQLException {
    mailbox.tally.poisoned.add("1001:bad");
    var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var i = 0; i < 20; i++) {
      poll.add(mailbox.received("1001:" + i, 1));
    }
    poll.add(7, mailbox.received("1001:bad", 1));
    poll.add(15, mailbox.received("1001:bad", 2));
    poll.sort((a, b) -> Long.compare(a.offset(), b.offset()));
    inbox.accept(poll);
    inbox.accept(List.of(mailbox.received("1001:bad", 3), mailbox.received("1001:19", 2)));

    assertThat(mailbox.column("select sum(n) from tally")).containsExactly("21");
    assertThat(mailbox.column("select reason from dead_letter order by seq"))
        .containsExactly(
            "IllegalStateException",
            "held back by an earlier record of its key",
            "held back by an earlier record of its key");

    var deadLetters = new DeadLetters(mailbox.database, mailbox.engine, () -> {});
    assertThat(deadLetters.redrive(Selection.of("1001:bad")))
        .isEqualTo(new DeadLetters.Redriven(3, 0, 3));
    assertThat(deadLetters.list(Selection.ALL, 10))
        .extracting(DeadLetters.Parked::attempts)
        .containsOnly(2);

    mailbox.tally.poisoned.clear();
    assertThat(deadLetters.redrive(Selection.of("1001:bad")))
        .isEqualTo(new DeadLetters.Redriven(3, 3, 0));
    assertThat(deadLetters.redrive(Selection.of("1001:bad")))
        .isEqualTo(new DeadLetters.Redriven(0, 0, 0));
    assertThat(mailbox.column("select n from tally where key = '1001:bad'")).containsExactly("3");
    assertThat(deadLetters.list(Selection.ALL, 10)).isEmpty();
  }

  @Test
  void a_decision_is_told_as_committed_once_however_often_its_transaction_was_tried()
      throws SQLException {
    mailbox.tally.poisoned.add("1001:bad");
    var poll =
        List.of(
            mailbox.received("1001:a", 1),
            mailbox.received("1001:b", 1),
            mailbox.received("1001:bad", 1),
            mailbox.received("1001:a", 2));
    inbox.accept(poll);
    inbox.accept(poll);

    assertThat(mailbox.tally.committed).containsExactly("1001:a", "1001:b", "1001:a");
  }

  @Test
  void the_same_input_makes_the_same_ids() throws SQLException {
    var again = new MailboxFixture();
    var id = UUID.randomUUID();
    var event = new PostingEvent.Received(MailboxFixture.posting("1001:a", 1));
    inbox.accept(List.of(mailbox.record(id, event)));
    again.inbox().accept(List.of(again.record(id, event)));

    var ids = "select substring(headers from 'ce_id: ([^\n]+)') from outbox";
    assertThat(mailbox.column(ids)).hasSize(1).isEqualTo(again.column(ids));
  }

  @Test
  void a_database_that_cannot_be_used_stalls_the_poll_and_parks_nothing() throws SQLException {
    var poll = List.of(mailbox.received("1001:a", 1), mailbox.received("1001:b", 1));
    mailbox.execute("alter table tally rename to away");
    assertThatThrownBy(() -> inbox.accept(poll)).isInstanceOf(SQLException.class);
    mailbox.execute("alter table away rename to tally");
    assertThat(mailbox.column("select reason from dead_letter")).isEmpty();

    inbox.accept(poll);
    assertThat(mailbox.column("select n from tally")).containsExactly("1", "1");
  }
}
