package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.mailbox.Underway;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class BulkCallsTest {

  /** Another side that takes three at once, and writes down which keys it was asked about. */
  static final class OtherSide implements BulkOutlet<Tally.Ring> {
    final List<List<String>> sent = Collections.synchronizedList(new ArrayList<>());
    final List<List<String>> lookedBack = Collections.synchronizedList(new ArrayList<>());

    /** The first answer about a key; then it is done. */
    final Map<String, Answer> first = new ConcurrentHashMap<>();

    Function<List<Answer>, List<Answer>> garbled = Function.identity();

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
    public int most() {
      return 3;
    }

    @Override
    public List<Answer> sendAll(List<Planned<Tally.Ring>> calls) {
      sent.add(calls.stream().map(Planned::key).toList());
      return garbled.apply(answers(calls));
    }

    @Override
    public List<Answer> lookBackAll(List<Planned<Tally.Ring>> calls) {
      lookedBack.add(calls.stream().map(Planned::key).toList());
      return answers(calls);
    }

    private List<Answer> answers(List<Planned<Tally.Ring>> calls) {
      return calls.stream()
          .map(
              call -> {
                var answer = first.remove(call.key());
                return answer == null ? new Answer.Done(Map.of()) : answer;
              })
          .toList();
    }
  }

  final MailboxFixture mailbox = new MailboxFixture();
  final OtherSide otherSide = new OtherSide();
  final Lease lease = mailbox.lease();
  final Calls calls = mailbox.calls(otherSide, Duration.ofMillis(20));

  @Test
  void calls_of_a_store_go_together_and_each_is_told_for_itself() throws SQLException {
    planned(7);
    run("done");
    assertThat(otherSide.sent).extracting(List::size).containsExactlyInAnyOrder(3, 3, 1);
    assertThat(otherSide.sent.stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(keys(7).toArray(String[]::new));
    assertThat(mailbox.column("select n from tally")).hasSize(7).containsOnly("10101");
    assertThat(mailbox.outboxTypes()).filteredOn("message.sent.v1"::equals).hasSize(7);
    assertThat(otherSide.lookedBack).isEmpty();
  }

  @Test
  void each_call_ends_in_its_own_way() throws SQLException {
    planned(3);
    otherSide.first.put(Tally.key(0), new Answer.Refused("no such parcel"));
    otherSide.first.put(Tally.key(1), new Answer.Doubtful("left out"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              calls.start(Tally.SHARD, lease);
              return mailbox.column("select 1 from call where state in ('done', 'refused')").size()
                  == 3;
            });
    assertThat(otherSide.sent).containsExactly(keys(3));
    assertThat(otherSide.lookedBack).containsExactly(List.of(Tally.key(1)));
    assertThat(mailbox.column("select key || ' ' || state from call"))
        .containsExactlyInAnyOrder(
            Tally.key(0) + " refused", Tally.key(1) + " done", Tally.key(2) + " done");
  }

  @Test
  void what_was_being_made_when_the_process_died_is_looked_back_at_together() throws SQLException {
    planned(3);
    mailbox.execute(
        "update call set state = 'sending', changed_at = clock_timestamp() - interval '1 minute'");
    otherSide.first.put(Tally.key(2), new Answer.Absent());
    run("done");
    assertThat(otherSide.lookedBack).containsExactly(keys(3));
    assertThat(otherSide.sent).containsExactly(List.of(Tally.key(2)));
  }

  @Test
  void what_is_in_doubt_is_never_sent_along_with_others() throws SQLException {
    planned(3);
    mailbox.execute("update call set state = 'unknown' where key = '%s'".formatted(Tally.key(0)));
    run("done");
    assertThat(otherSide.lookedBack).containsExactly(List.of(Tally.key(0)));
    assertThat(otherSide.sent).containsExactly(List.of(Tally.key(1), Tally.key(2)));
  }

  @Test
  void an_answer_that_lacks_some_of_them_leaves_all_in_doubt() throws SQLException {
    planned(3);
    otherSide.garbled = answers -> answers.subList(0, 2);
    run("done");
    assertThat(otherSide.sent).containsExactly(keys(3));
    assertThat(otherSide.lookedBack.stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(keys(3).toArray(String[]::new));
  }

  @Test
  void one_whose_rule_fails_keeps_no_other_of_its_batch_open() throws SQLException {
    planned(3);
    mailbox.tally.poisoned.add(Tally.key(1));
    calls.start(Tally.SHARD, lease);
    await().until(calls::idle);
    assertThat(mailbox.column("select key || ' ' || state from call"))
        .containsExactlyInAnyOrder(
            Tally.key(0) + " done", Tally.key(1) + " sending", Tally.key(2) + " done");
    mailbox.tally.poisoned.clear();
    run("done");
    assertThat(otherSide.sent).containsExactly(keys(3));
    assertThat(otherSide.lookedBack).containsExactly(List.of(Tally.key(1)));
  }

  @Test
  void another_stores_calls_go_by_themselves() throws SQLException {
    planned(1);
    mailbox.execute(
        """
        insert into call (id, shard, feature, key, kind, name, payload)
        values (gen_random_uuid(), %d, 'tally', '2002:1', 'ring', 'n', '{"text": "one"}')"""
            .formatted(Tally.SHARD));
    calls.start(Tally.SHARD, lease);
    await().until(calls::idle);
    assertThat(otherSide.sent).containsExactlyInAnyOrder(List.of(Tally.key(0)), List.of("2002:1"));
  }

  @Test
  void none_of_them_is_made_under_a_lost_lease() throws SQLException {
    planned(3);
    mailbox.execute("update lease set epoch = epoch + 1");
    for (var attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> calls.start(Tally.SHARD, lease)).isInstanceOf(Leases.Fenced.class);
    }
    assertThat(otherSide.sent).isEmpty();
    mailbox.execute("update lease set epoch = epoch - 1");
    run("done");
    assertThat(otherSide.sent).containsExactly(keys(3));
  }

  @Test
  void a_rule_that_asks_for_it_is_told_how_far_each_call_is() throws SQLException {
    planned(1);
    otherSide.first.put(Tally.key(0), new Answer.Doubtful("timeout"));
    run("done");
    assertThat(mailbox.tally.underway)
        .containsExactly(Underway.State.SENDING, Underway.State.UNKNOWN);
  }

  @Test
  void what_was_surely_taken_alarms_nobody_and_is_looked_back_at() throws SQLException {
    planned(1);
    otherSide.first.put(Tally.key(0), new Answer.Taken("not shown yet"));
    // so long that no pause of the machine's between the call and its answer makes it unknown
    run("done", mailbox.calls(otherSide, Duration.ofSeconds(2)));
    assertThat(mailbox.tally.underway).containsExactly(Underway.State.SENDING);
    assertThat(otherSide.lookedBack).hasSize(1);
    assertThat(otherSide.sent).hasSize(1);
  }

  @Test
  void a_call_whose_process_died_is_told_to_be_unknown() throws SQLException {
    planned(1);
    mailbox.execute(
        "update call set state = 'sending', changed_at = clock_timestamp() - interval '1 minute'");
    run("done");
    assertThat(mailbox.tally.underway).containsExactly(Underway.State.UNKNOWN);
  }

  private static List<String> keys(int count) {
    var keys = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      keys.add(Tally.key(i));
    }
    return keys;
  }

  private void planned(int keys) throws SQLException {
    for (var key : keys(keys)) {
      mailbox.inbox().accept(List.of(mailbox.received(key, 1)));
    }
    mailbox.clock.tick(Duration.ofMinutes(2));
    mailbox.timers(100).fire(Tally.SHARD, lease);
  }

  private void run(String untilAllAre) {
    run(untilAllAre, calls);
  }

  private void run(String untilAllAre, Calls calls) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              calls.start(Tally.SHARD, lease);
              return mailbox.column("select distinct state from call").equals(List.of(untilAllAre))
                  && calls.idle();
            });
  }
}
