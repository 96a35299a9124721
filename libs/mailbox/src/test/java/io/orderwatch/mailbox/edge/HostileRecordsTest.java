package io.orderwatch.mailbox.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.DeadLetters.Selection;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Anybody may write to a topic: whatever is in a record, it stops none of the others. */
class HostileRecordsTest {

  /** Run more by hand: {@code -Dhostile.records=100000}. */
  private static final int RECORDS = Integer.getInteger("hostile.records", 2000);

  private final MailboxFixture mailbox = new MailboxFixture();
  private final Inbox inbox = mailbox.inbox();
  private final DeadLetters deadLetters =
      new DeadLetters(mailbox.database, mailbox.engine, () -> {});

  private int times;

  private void accept(ConsumerRecord<String, byte[]> bad) throws SQLException {
    inbox.accept(List.of(mailbox.received("1001:a", 1), bad, mailbox.received("1001:a", 2)));
    assertThat(mailbox.column("select n from tally where key = '1001:a'")).containsExactly("2");
    var parked = deadLetters.list(Selection.ALL, 10);
    assertThat(parked).hasSize(1);
    assertThat(mailbox.letters()).hasSize(1);
    assertThat(deadLetters.discard(new Selection(parked.getFirst().seq(), null, null, null)))
        .isOne();
  }

  private byte[] event() {
    return Wire.encode(new PostingEvent.Received(MailboxFixture.posting("1001:b", 1)));
  }

  @Test
  void a_key_with_a_nul_byte_is_parked() throws SQLException {
    accept(mailbox.record("1001:\0b", "posting.received.v1", "x", event()));
  }

  @Test
  void a_key_that_is_no_text_is_parked() throws SQLException {
    var key = new String(ByteBuffer.allocate(8).putLong(42L).array(), UTF_8);
    accept(mailbox.record(key, "posting.received.v1", "x", event()));
  }

  @Test
  void a_key_of_eight_kilobytes_is_parked() throws SQLException {
    var key = new StringBuilder();
    new Random(7).ints(8192, 33, 127).forEach(c -> key.append((char) c));
    accept(mailbox.record(key.toString(), "posting.received.v1", "x", event()));
  }

  @Test
  void headers_with_nul_line_ends_and_colons_are_parked_and_sent_on_as_they_came()
      throws SQLException {
    var bad = mailbox.record("1001:b", "posting.received.v1", "x", "no json".getBytes(UTF_8));
    bad.headers().add("a: b\0", "x\ry\nz\0".getBytes(UTF_8));
    bad.headers().add("", new byte[] {-1, -2});
    bad.headers().add("none", null);
    accept(bad);
    var sent = mailbox.letters().getFirst();
    assertThat(sent.key()).isEqualTo("1001:b");
    assertThat(sent.headers().lastHeader("a: b\0").value()).isEqualTo("x\ry\nz\0".getBytes(UTF_8));
    assertThat(sent.headers().lastHeader("").value()).containsExactly(-1, -2);
    assertThat(sent.headers().lastHeader("none").value()).isNull();
  }

  @Test
  void a_time_at_which_nothing_can_have_happened_is_not_taken_for_one() throws SQLException {
    for (var time :
        List.of("+999999999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "yesterday", "\0")) {
      var record = mailbox.received("1001:a", 1 + times++);
      record.headers().remove("ce_time").add("ce_time", time.getBytes(UTF_8));
      inbox.accept(List.of(record));
    }
    assertThat(deadLetters.list(Selection.ALL, 10)).isEmpty();
    assertThat(mailbox.column("select n from tally where key = '1001:a'")).containsExactly("4");
  }

  @Test
  void what_is_logged_of_a_record_quotes_nothing_of_it() {
    var met = new IllegalStateException("4509 123456", new SQLException("4509 123456", "22008"));
    assertThat(Unquoted.of(met))
        .hasMessage("java.lang.IllegalStateException")
        .hasStackTraceContaining("HostileRecordsTest")
        .hasRootCauseMessage("java.sql.SQLException 22008");
  }

  @Test
  void a_record_under_another_key_than_its_own_is_parked_and_changes_nothing() throws SQLException {
    accept(mailbox.record("1001:other", "posting.received.v1", "x", event()));
    assertThat(mailbox.column("select key from tally")).containsExactly("1001:a");
  }

  @Test
  void a_record_without_a_key_can_be_listed_and_discarded() throws SQLException {
    inbox.accept(List.of(without("posting.received.v1")));
    assertThat(deadLetters.list(Selection.of(""), 10))
        .singleElement()
        .satisfies(parked -> assertThat(parked.reason()).isEqualTo("key and ref differ"));
    assertThat(deadLetters.discard(new Selection(null, null, null, "key and ref differ"))).isOne();
  }

  @Test
  void a_redrive_never_gives_up_what_cannot_be_read() throws SQLException {
    inbox.accept(List.of(mailbox.record("1001:b", "posting.received.v1", "x", new byte[] {1})));
    assertThat(deadLetters.redrive(Selection.of("1001:b")))
        .isEqualTo(new DeadLetters.Redriven(1, 0, 1));
    assertThat(deadLetters.list(Selection.ALL, 10))
        .singleElement()
        .satisfies(parked -> assertThat(parked.attempts()).isEqualTo(2));
  }

  private ConsumerRecord<String, byte[]> without(String type) {
    var record = mailbox.record("1001:b", type, "x", event());
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        0,
        0,
        null,
        record.value(),
        record.headers(),
        record.leaderEpoch());
  }

  @Test
  @Timeout(1200)
  void between_hostile_records_all_good_ones_are_worked_through_and_all_reaches_kafka()
      throws Exception {
    var random = new Random(20261125);
    Map<String, Long> good = new HashMap<>();
    var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
    var worst = 0;
    for (var n = 0; n < RECORDS; n++) {
      if (random.nextInt(4) == 0) {
        var key = "1001:" + random.nextInt(50);
        poll.add(mailbox.received(key, good.merge(key, 1L, Long::sum)));
      } else {
        poll.add(hostile(random));
        worst++;
      }
      if (poll.size() == 200 || n == RECORDS - 1) {
        inbox.accept(poll);
        poll.clear();
      }
    }
    for (var each : good.entrySet()) {
      assertThat(mailbox.column("select n from tally where key = '" + each.getKey() + "'"))
          .containsExactly("" + each.getValue());
    }
    assertThat(relayed()).isGreaterThan(worst / 2);
    var parked = 0;
    for (var page = deadLetters.list(Selection.ALL, 500);
        !page.isEmpty();
        page = deadLetters.list(Selection.ALL, 500)) {
      assertThat(deadLetters.discard(new Selection(page.getFirst().seq(), null, null, null)))
          .isOne();
      assertThat(deadLetters.list(new Selection(page.getFirst().seq(), null, null, null), 1))
          .isEmpty();
      parked += 1 + deadLetters.discard(new Selection(null, null, null, page.getLast().reason()));
    }
    assertThat(parked).isBetween(worst / 2, worst);
  }

  /** Relays until nothing waits, as the worker would. */
  private int relayed() throws Exception {
    var kafka = BackingServices.shared().broker().bootstrapServers();
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      for (var topic : List.of("test-service.dlq", "ozon.messages.v1")) {
        try {
          admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(TopicExistsException.class);
        }
      }
    }
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "acks",
            "all",
            "enable.idempotence",
            true,
            "max.request.size",
            2_097_152,
            "delivery.timeout.ms",
            60_000,
            "request.timeout.ms",
            30_000);
    var count = 0;
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var relay = new Relay(mailbox.database, producer);
      for (short shard = 0; shard < Sql.SHARDS; shard++) {
        var lease = MailboxFixture.lease(mailbox.leases, shard);
        while (relay.waiting(shard)) {
          count += relay.relay(shard, lease);
        }
      }
    }
    return count;
  }

  private ConsumerRecord<String, byte[]> hostile(Random random) {
    var type = random.nextBoolean() ? "posting.received.v1" : text(random, 30);
    var data =
        switch (random.nextInt(5)) {
          case 0 -> new byte[0];
          case 1 -> bytes(random, 200);
          case 2 -> bytes(random, random.nextInt(20) == 0 ? 950_000 : 100);
          case 3 -> ("{\"posting\":" + text(random, 100) + "}").getBytes(UTF_8);
          default -> event();
        };
    var key =
        switch (random.nextInt(4)) {
          case 0 -> text(random, 20);
          case 1 -> text(random, 9000);
          case 2 -> "\0";
          default -> new String(bytes(random, 8), UTF_8);
        };
    var record = mailbox.record(key, type, text(random, 40), data);
    for (var header = random.nextInt(4); header > 0; header--) {
      record.headers().add(text(random, 10), random.nextInt(5) == 0 ? null : bytes(random, 50));
    }
    if (random.nextInt(3) == 0) {
      record.headers().remove(Envelope.TIME);
      record.headers().add(Envelope.TIME, text(random, 30).getBytes(UTF_8));
      record.headers().add(Envelope.TRACE, text(random, 60).getBytes(UTF_8));
    }
    if (random.nextInt(5) == 0) {
      record.headers().remove(Envelope.TYPE);
    }
    return record;
  }

  private static byte[] bytes(Random random, int length) {
    var bytes = new byte[random.nextInt(length + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (var n = random.nextInt(length + 1); n > 0; n--) {
      text.append((char) (random.nextInt(3) == 0 ? random.nextInt(32) : random.nextInt(0xD800)));
    }
    return text.toString();
  }
}
