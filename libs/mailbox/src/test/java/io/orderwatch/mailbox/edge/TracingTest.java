package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracingTest {

  /** Numbers its steps and writes down what each came from and how it ended. */
  static final class Writing implements Tracing {

    final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    final boolean on;

    Writing(boolean on) {
      this.on = on;
    }

    @Override
    public boolean on() {
      return on;
    }

    @Override
    public @Nullable String current() {
      return null;
    }

    @Override
    public Step asked(String name, String store) {
      throw new AssertionError("nobody asks here");
    }

    @Override
    public Step received(ConsumerRecord<String, byte[]> record, String key, String cause) {
      return step("record", cause);
    }

    @Override
    public Step fired(String timer, String key, String cause, boolean later) {
      return step(later ? "later timer" : "timer", cause);
    }

    @Override
    public Step called(Outlet.Planned<?> call, String cause) {
      return step("call", cause);
    }

    private Step step(String what, String cause) {
      var own = "t" + steps.size();
      steps.add(what + " " + own + " from " + cause);
      return new Step() {
        @Override
        public String trace() {
          return own;
        }

        @Override
        public void outcome(String word) {
          steps.replaceAll(each -> each.contains(" " + own + " ") ? each + ": " + word : each);
        }

        @Override
        public void close() {
          steps.replaceAll(each -> each.contains(" " + own + " ") ? each + "." : each);
        }
      };
    }
  }

  final MailboxFixture mailbox = new MailboxFixture();

  private Engine engine(Tracing tracing) {
    return new Engine("test-service", List.of(mailbox.tally.feature), mailbox.clock, tracing);
  }

  private ConsumerRecord<String, byte[]> followed(String trace) {
    var record = mailbox.received(Tally.key(0), 1);
    record.headers().add(Envelope.TRACE, trace.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private List<@Nullable String> outboxTraces() {
    return mailbox.column(
        "select substring(headers from 'traceparent: ([^\n]+)') from outbox order by id");
  }

  @Test
  void a_trace_goes_from_record_to_outbox_timer_and_call_and_on() throws SQLException {
    var tracing = new Writing(true);
    var engine = engine(tracing);
    new Inbox(mailbox.database, engine, () -> {}).accept(List.of(followed("from-afar")));
    assertThat(outboxTraces()).containsExactly("t0");
    mailbox.clock.tick(Duration.ofMinutes(2));
    var lease = mailbox.lease();
    new Timers(mailbox.database, engine, 100, Duration.ofSeconds(10), () -> {})
        .fire(Tally.SHARD, lease);
    assertThat(mailbox.column("select trace from call")).containsExactly("t1");
    try (var calls =
        new Calls(
            mailbox.database,
            Outages.none().database(),
            engine,
            List.of(new CallsTest.OtherSide()),
            Duration.ofMillis(20),
            () -> {})) {
      calls.start(Tally.SHARD, lease);
      await().atMost(Duration.ofSeconds(10)).until(calls::idle);
    }
    assertThat(outboxTraces()).containsExactly("t0", "t2");
    assertThat(tracing.steps)
        .containsExactly(
            "record t0 from from-afar: committed.",
            "later timer t1 from t0: committed.",
            "call t2 from t1: done.");
  }

  @Test
  void a_timer_that_is_due_at_once_goes_on_with_its_trace() throws SQLException {
    var tracing = new Writing(true);
    var engine = engine(tracing);
    mailbox.clock.tick(Duration.ofMinutes(2)); // the fixture's records happened at noon
    new Inbox(mailbox.database, engine, () -> {}).accept(List.of(followed("from-afar")));
    new Timers(mailbox.database, engine, 100, Duration.ofSeconds(10), () -> {})
        .fire(Tally.SHARD, mailbox.lease());
    assertThat(tracing.steps).last().isEqualTo("timer t1 from t0: committed.");
  }

  @Test
  void setting_a_timer_again_makes_it_the_latest_causes() throws SQLException {
    var tracing = new Writing(true);
    new Inbox(mailbox.database, engine(tracing), () -> {}).accept(List.of(followed("one")));
    assertThat(mailbox.column("select trace from timer")).containsExactly("t0");
    mailbox.inbox().accept(List.of(mailbox.received(Tally.key(0), 2)));
    assertThat(mailbox.column("select trace from timer")).containsOnlyNulls();
  }

  @Test
  void what_nobody_follows_makes_no_step() throws SQLException {
    var tracing = new Writing(true);
    new Inbox(mailbox.database, engine(tracing), () -> {})
        .accept(List.of(mailbox.received(Tally.key(0), 1)));
    assertThat(tracing.steps).isEmpty();
    assertThat(outboxTraces()).containsOnlyNulls();
  }

  @Test
  void where_nothing_is_followed_a_traceparent_is_not_looked_at() throws SQLException {
    var tracing = new Writing(false);
    new Inbox(mailbox.database, engine(tracing), () -> {}).accept(List.of(followed("from-afar")));
    assertThat(tracing.steps).isEmpty();
    assertThat(outboxTraces()).containsOnlyNulls();
    assertThat(mailbox.column("select trace from timer")).containsOnlyNulls();
  }

  @Test
  void a_batch_that_is_rolled_back_says_so() throws SQLException {
    var tracing = new Writing(true);
    mailbox.tally.poisoned.add(Tally.key(0));
    new Inbox(mailbox.database, engine(tracing), () -> {}).accept(List.of(followed("from-afar")));
    assertThat(tracing.steps).containsExactly("record t0 from from-afar: rolled-back.");
    assertThat(Envelope.header(mailbox.letters().getFirst().headers(), Envelope.TRACE))
        .as("the dead letter keeps its trace")
        .isEqualTo("from-afar");
  }
}
