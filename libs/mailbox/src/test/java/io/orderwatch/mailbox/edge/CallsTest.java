package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CallsTest {

  /** Another side that does as told, and writes down what it was asked. */
  static final class OtherSide implements Outlet<Tally.Ring> {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Boolean> over = new CopyOnWriteArrayList<>();
    Duration slow = Duration.ZERO;
    final Deque<Answer> toSend = new ArrayDeque<>();
    final Deque<Answer> toLookBack = new ArrayDeque<>();

    @Override
    public String kind() {
      return "ring";
    }

    @Override
    public Class<Tally.Ring> payload() {
      return Tally.Ring.class;
    }

    @Override
    public int concurrency() {
      return 2;
    }

    @Override
    public Answer send(Planned<Tally.Ring> call) throws InterruptedException {
      Thread.sleep(slow);
      over.add(Deadline.over());
      asked.add("send " + call.payload().text());
      return next(toSend);
    }

    @Override
    public Answer lookBack(Planned<Tally.Ring> call) {
      asked.add("look back");
      return next(toLookBack);
    }

    @Override
    public Duration patience() {
      return Duration.ofMillis(100);
    }

    private static Answer next(Deque<Answer> answers) {
      synchronized (answers) {
        return answers.isEmpty() ? new Answer.Done(Map.of()) : answers.poll();
      }
    }
  }

  final MailboxFixture mailbox = new MailboxFixture();
  final OtherSide otherSide = new OtherSide();
  final Lease lease = mailbox.lease();
  final Calls calls = mailbox.calls(otherSide, Duration.ofMillis(20));

  @Test
  void a_request_of_a_call_begins_within_half_of_the_time_that_a_call_may_take() throws Exception {
    assertThat(Deadline.over()).isFalse();
    var over = new ArrayList<Boolean>();
    Deadline.within(Duration.ofMillis(50), System.nanoTime(), () -> over.add(Deadline.over()));
    Deadline.within(
        Duration.ofMillis(50), System.nanoTime() - 60_000_000, () -> over.add(Deadline.over()));
    assertThat(over).containsExactly(false, true);
    planned(1);
    otherSide.slow = Duration.ofMillis(15);
    run("done");
    assertThat(otherSide.over).containsExactly(true);
  }

  @Test
  void a_call_that_does_not_come_back_is_seen() throws Exception {
    planned(1);
    otherSide.slow = Duration.ofMillis(400);
    calls.start(Tally.SHARD, lease);
    await().until(() -> calls.overdue().compareTo(Duration.ofMillis(50)) > 0);
    await().until(calls::idle);
    assertThat(calls.overdue()).isZero();
  }

  private void planned(int keys) throws SQLException {
    for (var i = 0; i < keys; i++) {
      mailbox.inbox().accept(List.of(mailbox.received(Tally.key(i), 1)));
    }
    mailbox.clock.tick(Duration.ofMinutes(2));
    mailbox.timers(100).fire(Tally.SHARD, lease);
  }

  private void run(String untilAllAre) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              calls.start(Tally.SHARD, lease);
              return mailbox.column("select distinct state from call").equals(List.of(untilAllAre))
                  && calls.idle();
            });
  }

  @Test
  void a_planned_call_is_made_and_its_outcome_told_in_one_transaction() throws SQLException {
    planned(3);
    run("done");
    assertThat(otherSide.asked).hasSize(3).containsOnly("send n\nis 1");
    assertThat(mailbox.column("select n from tally")).containsOnly("10101");
    assertThat(mailbox.outboxTypes()).filteredOn("message.sent.v1"::equals).hasSize(3);
  }

  @Test
  void a_doubtful_call_is_looked_back_at_before_anything_is_sent_again() throws SQLException {
    planned(1);
    otherSide.toSend.add(new Outlet.Answer.Doubtful("timeout"));
    otherSide.toLookBack.add(new Outlet.Answer.Doubtful("timeout again"));
    run("done");
    assertThat(otherSide.asked).containsExactly("send n\nis 1", "look back", "look back");
  }

  @Test
  void after_a_restore_what_was_planned_is_looked_for_before_it_is_made() throws SQLException {
    planned(2);
    calls.lookBackUntil(Instant.now().plusSeconds(3600));
    otherSide.toLookBack.add(new Outlet.Answer.Absent());
    run("done");
    assertThat(otherSide.asked)
        .as("one was made in the time that is forgotten, the other was not")
        .containsOnlyOnce("send n\nis 1")
        .filteredOn("look back"::equals)
        .hasSize(2);
  }

  @Test
  void what_is_planned_long_after_a_restore_is_made_at_once() throws SQLException {
    planned(1);
    calls.lookBackUntil(Instant.now().minusSeconds(3600));
    run("done");
    assertThat(otherSide.asked).containsExactly("send n\nis 1");
  }

  @Test
  void what_is_surely_not_there_is_sent_again() throws SQLException {
    planned(1);
    otherSide.toSend.add(new Outlet.Answer.Doubtful("timeout"));
    otherSide.toLookBack.add(new Outlet.Answer.Absent());
    run("done");
    assertThat(otherSide.asked).containsExactly("send n\nis 1", "look back", "send n\nis 1");
    assertThat(mailbox.column("select n from tally")).containsExactly("10101");
  }

  @Test
  void a_call_that_was_being_made_when_the_process_died_is_looked_back_at() throws SQLException {
    planned(1);
    mailbox.execute(
        "update call set state = 'sending', changed_at = clock_timestamp() - interval '1 minute'");
    run("done");
    assertThat(otherSide.asked).containsExactly("look back");
  }

  @Test
  void a_call_that_somebody_else_may_be_making_right_now_is_left_alone() throws SQLException {
    planned(1);
    mailbox.execute(
        "update call set state = 'sending', changed_at = clock_timestamp() + interval '1 minute'");
    assertThat(calls.start(Tally.SHARD, lease)).isZero();
    assertThat(otherSide.asked).isEmpty();
  }

  @Test
  void a_call_that_could_not_be_claimed_is_made_under_the_next_lease() throws SQLException {
    planned(3);
    mailbox.execute("update lease set epoch = epoch + 1");
    // more often than there are lanes
    for (var attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> calls.start(Tally.SHARD, lease)).isInstanceOf(Leases.Fenced.class);
    }
    mailbox.execute("update lease set epoch = epoch - 1");
    run("done");
    assertThat(otherSide.asked).hasSize(3);
  }

  @Test
  void a_store_with_many_calls_keeps_no_other_store_waiting() throws SQLException {
    mailbox.execute(
        """
        insert into call (id, shard, feature, key, kind, name, payload)
        select gen_random_uuid(), %1$d, 'tally', '1001:' || n, 'ring', 'n', '{"text": "many"}'
          from generate_series(1, 2600) n;
        insert into call (id, shard, feature, key, kind, name, payload)
        values (gen_random_uuid(), %1$d, 'tally', '2002:1', 'ring', 'n', '{"text": "one"}')"""
            .formatted(Tally.SHARD));
    calls.start(Tally.SHARD, lease);
    await().until(calls::idle);
    assertThat(otherSide.asked).contains("send one");
  }

  @Test
  void a_call_that_cannot_be_read_any_more_keeps_no_other_waiting() throws SQLException {
    planned(1);
    mailbox.execute(
        """
        insert into call (id, shard, feature, key, kind, name, payload)
        values (gen_random_uuid(), %d, 'tally', '1001:other', 'ring', 'n', '{"txt": 1}')"""
            .formatted(Tally.SHARD));
    calls.start(Tally.SHARD, lease);
    await().until(calls::idle);
    assertThat(mailbox.column("select state from call order by seq"))
        .containsExactly("done", "planned");
  }

  @Test
  void a_throttled_call_waits_and_is_then_made() throws SQLException {
    planned(1);
    otherSide.toSend.add(new Outlet.Answer.NotYet(Duration.ofMillis(30), "throttled"));
    run("done");
    assertThat(otherSide.asked).containsExactly("send n\nis 1", "send n\nis 1");
  }

  private static Outlet.Answer no(Duration lasting, boolean perhapsMade) {
    return new Outlet.Answer.RefusedForNow("no", Duration.ofMillis(10), 3, lasting, perhapsMade);
  }

  private List<@Nullable String> outcomes() {
    return mailbox.column("select state || ': ' || coalesce(answer, '') from call");
  }

  @Test
  void a_refusal_that_may_not_last_is_one_when_it_was_said_often_enough() throws SQLException {
    planned(1);
    otherSide.toSend.addAll(Collections.nCopies(9, no(Duration.ZERO, false)));
    run("refused");
    assertThat(otherSide.asked).hasSize(3).containsOnly("send n\nis 1");
    assertThat(outcomes()).containsExactly("refused: no");
  }

  @Test
  void a_refusal_that_may_not_last_is_asked_about_for_as_long_as_it_may() throws SQLException {
    planned(1);
    otherSide.toSend.addAll(Collections.nCopies(5, no(Duration.ofHours(1), false)));
    run("done");
    assertThat(otherSide.asked).hasSize(6);
  }

  @Test
  void after_a_refusal_that_may_have_been_none_the_other_side_is_read_first() throws SQLException {
    planned(1);
    otherSide.toSend.addAll(Collections.nCopies(9, no(Duration.ZERO, true)));
    otherSide.toLookBack.addAll(Collections.nCopies(9, new Outlet.Answer.Absent()));
    run("refused");
    assertThat(otherSide.asked)
        .containsExactly("send n\nis 1", "look back", "send n\nis 1", "look back", "send n\nis 1");
  }

  @Test
  void a_doubt_that_nothing_ends_goes_to_a_person() throws SQLException {
    planned(1);
    otherSide.toSend.add(new Outlet.Answer.Doubtful("timeout"));
    otherSide.toLookBack.addAll(Collections.nCopies(99, new Outlet.Answer.Doubtful("denied")));
    run("refused");
    assertThat(outcomes()).containsExactly("refused: " + Outlet.OUTCOME_UNKNOWN);
    assertThat(otherSide.asked).hasSizeGreaterThanOrEqualTo(5).containsOnlyOnce("send n\nis 1");
  }

  @Test
  void what_cannot_be_made_for_a_day_goes_to_a_person() throws SQLException {
    planned(1);
    mailbox.execute("update call set attempt = 18, planned_at = now() - interval '25 hours'");
    otherSide.toSend.addAll(
        Collections.nCopies(9, new Outlet.Answer.NotYet(Duration.ofMillis(1), "away")));
    run("refused");
    assertThat(otherSide.asked).hasSize(2);
    assertThat(outcomes()).containsExactly("refused: " + Outlet.NOT_MADE_IN_TIME);
  }

  @Test
  void refused_and_superseded_calls_end_and_say_why() throws SQLException {
    planned(2);
    otherSide.toSend.add(new Outlet.Answer.Refused("no such chat"));
    otherSide.toSend.add(new Outlet.Answer.Superseded("supplied"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              calls.start(Tally.SHARD, lease);
              return mailbox.column("select answer from call where answer is not null").size() == 2;
            });
    assertThat(mailbox.column("select state || ': ' || answer from call order by 1"))
        .containsExactly("refused: no such chat", "superseded: supplied");
  }
}
