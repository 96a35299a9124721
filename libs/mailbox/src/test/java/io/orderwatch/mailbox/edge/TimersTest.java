package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class TimersTest {

  final MailboxFixture mailbox = new MailboxFixture();
  final Lease lease = mailbox.lease();
  final Timers timers = mailbox.timers(100);

  private void armed(int keys) throws SQLException {
    for (var i = 0; i < keys; i++) {
      mailbox.inbox().accept(List.of(mailbox.received(Tally.key(i), 1)));
    }
  }

  private int fire() throws SQLException {
    return timers.fire(Tally.SHARD, lease);
  }

  @Test
  void a_timer_fires_when_its_time_has_come_once() throws SQLException {
    armed(3);
    mailbox.clock.tick(Duration.ofSeconds(59));
    assertThat(fire()).isZero();
    mailbox.clock.tick(Duration.ofSeconds(1));
    assertThat(fire()).isEqualTo(3);
    assertThat(fire()).isZero();
    assertThat(mailbox.column("select n from tally")).containsExactly("101", "101", "101");
    assertThat(mailbox.column("select id from call")).hasSize(3);
  }

  @Test
  void whatever_the_nanoseconds_a_timer_fires_at_its_time_or_later_and_none_is_lost()
      throws SQLException {
    var random = new Random(20261101);
    var due = new HashMap<String, Instant>();
    var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var i = 0; i < 200; i++) {
      var at = MailboxFixture.NOON.plusNanos(random.nextLong(80_000));
      var record = mailbox.received(Tally.key(i), 1);
      record.headers().remove(Envelope.TIME);
      record.headers().add(Envelope.TIME, at.toString().getBytes(StandardCharsets.UTF_8));
      due.put(record.key(), at.plusSeconds(60));
      poll.add(record);
    }
    mailbox.inbox().accept(poll);

    var rung = new HashSet<@Nullable String>();
    mailbox.clock.set(MailboxFixture.NOON.plusSeconds(60));
    while (rung.size() < due.size()) {
      mailbox.clock.tick(Duration.ofNanos(1 + random.nextLong(4000)));
      fire();
      var firedAt = mailbox.engine.clock().instant();
      assertThat(firedAt).isBeforeOrEqualTo(mailbox.clock.instant());
      for (var key : mailbox.column("select key from tally where n > 100")) {
        if (rung.add(key)) {
          assertThat(firedAt).isAfterOrEqualTo(due.get(key));
        }
      }
      var missed = new HashSet<@Nullable String>(due.keySet());
      missed.removeAll(rung);
      assertThat(missed)
          .allSatisfy(
              key -> assertThat(Micros.up(Objects.requireNonNull(due.get(key)))).isAfter(firedAt));
      assertThat(mailbox.column("select ref from timer")).hasSize(missed.size());
    }
  }

  @Test
  void a_timer_that_is_set_again_moves() throws SQLException {
    armed(1);
    mailbox.inbox().accept(List.of(mailbox.received(Tally.key(0), 2)));
    assertThat(mailbox.column("select count(*) from timer")).containsExactly("1");
  }

  @Test
  void a_timer_set_for_the_past_fires_although_the_mark_has_passed() throws SQLException {
    armed(1);
    mailbox.clock.tick(Duration.ofDays(2));
    assertThat(fire()).isEqualTo(1);
    mailbox.inbox().accept(List.of(mailbox.received(Tally.key(1), 1)));
    assertThat(fire()).isEqualTo(1);
  }

  @Test
  void what_the_mark_has_passed_over_is_found_by_the_sweep() throws SQLException {
    armed(2);
    mailbox.clock.tick(Duration.ofDays(2));
    mailbox.execute("insert into timer_mark values (" + Tally.SHARD + ", '2026-11-02T00:00:00Z')");
    assertThat(fire()).isZero();
    assertThat(timers.sweep(Tally.SHARD, lease)).isEqualTo(2);
  }

  @Test
  void one_whose_rule_fails_does_not_keep_the_others() throws SQLException {
    armed(3);
    mailbox.tally.poisoned.add(Tally.key(1));
    mailbox.clock.tick(Duration.ofMinutes(2));
    assertThat(fire()).isEqualTo(3);
    assertThat(mailbox.column("select n from tally order by n")).containsExactly("1", "101", "101");

    mailbox.tally.poisoned.clear();
    mailbox.clock.tick(Duration.ofHours(1));
    assertThat(fire()).isEqualTo(1);
    assertThat(mailbox.column("select n from tally")).containsOnly("101");
  }

  @Test
  void a_process_that_was_paused_while_another_took_over_fires_nothing() throws SQLException {
    armed(3);
    mailbox.clock.tick(Duration.ofMinutes(2));
    mailbox.execute("update lease set until = '-infinity'");
    var other = new Leases(mailbox.database, "other", Duration.ofSeconds(30));
    var theirs = MailboxFixture.lease(other, Tally.SHARD);

    assertThat(theirs.epoch()).isGreaterThan(lease.epoch());
    assertThat(mailbox.leases.take("shard-" + Tally.SHARD)).isEmpty();
    assertThatThrownBy(this::fire).isInstanceOf(Leases.Fenced.class);
    assertThat(mailbox.column("select n from tally")).containsOnly("1");
    assertThat(timers.fire(Tally.SHARD, theirs)).isEqualTo(3);
  }
}
