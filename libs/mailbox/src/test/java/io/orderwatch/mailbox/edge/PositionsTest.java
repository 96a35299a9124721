package io.orderwatch.mailbox.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.edge.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a real broker: what is stored was counted in a log that may not be there any more. */
class PositionsTest {

  private final MailboxFixture mailbox = new MailboxFixture();
  private final Inbox inbox = mailbox.inbox();
  private final String kafka = BackingServices.shared().broker().bootstrapServers();
  private final String topic = "positions-" + UUID.randomUUID();
  private final TopicPartition partition = new TopicPartition(topic, 0);
  private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
  private final Positions positions = new Positions(mailbox.database, admin, 10_000);

  @BeforeEach
  void create() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  @AfterEach
  void delete() throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    admin.close();
  }

  @Test
  void a_topic_that_was_made_anew_is_read_from_its_beginning() throws Exception {
    write(6);
    assertThat(start()).isEmpty();
    assertThat(tally()).isEqualTo("6");
    recreate();
    write(3);
    assertThat(start()).containsExactly(partition);
    assertThat(tally()).isEqualTo("9");
    assertThat(start()).isEmpty();
    assertThat(tally()).isEqualTo("9");
  }

  @Test
  void a_topic_that_grew_beyond_what_was_read_before_anyone_looked_is_read_whole()
      throws Exception {
    write(2);
    start();
    recreate();
    write(7);
    assertThat(start()).containsExactly(partition);
    assertThat(tally()).isEqualTo("9");
  }

  @Test
  void a_log_that_ends_below_what_was_read_is_read_again_and_what_was_done_is_not_done_twice()
      throws Exception {
    var ids = write(4);
    start();
    // As after a restore: the same topic, and fewer records in it than were read.
    mailbox.execute("update consumer_offset set next = 9");
    assertThat(start()).containsExactly(partition);
    assertThat(ids).hasSize(4);
    assertThat(tally()).isEqualTo("4");
  }

  @Test
  void what_retention_removed_is_no_new_topic() throws Exception {
    write(4);
    start();
    admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).all().get();
    write(2);
    assertThat(start()).isEmpty();
    assertThat(tally()).isEqualTo("6");
  }

  private String tally() {
    return mailbox.column("select sum(n) from tally").getFirst();
  }

  /** What a process does that is assigned the partition; returns what it reads anew. */
  private List<TopicPartition> start() throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka, "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      var anew = positions.check(consumer, List.of(partition));
      while (consumer.position(partition) < end(consumer)) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        inbox.accept(records);
      }
      return anew;
    }
  }

  private long end(KafkaConsumer<?, ?> consumer) {
    return consumer.endOffsets(List.of(partition)).values().iterator().next();
  }

  private List<UUID> write(int count) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "acks", "all");
    var ids = new ArrayList<UUID>();
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (var n = 0; n < count; n++) {
        var id = UUID.randomUUID();
        var event = new PostingEvent.Received(MailboxFixture.posting("1001:a", n));
        var record = new ProducerRecord<>(topic, 0, event.key(), Wire.encode(event));
        record.headers().add("ce_id", id.toString().getBytes(UTF_8));
        record.headers().add("ce_type", Wire.type(event).getBytes(UTF_8));
        var _ = producer.send(record);
        ids.add(id);
      }
    }
    return ids;
  }

  private void recreate() throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    while (exists()) {
      Thread.sleep(50);
    }
    create();
  }

  private boolean exists() throws Exception {
    try {
      admin.describeTopics(List.of(topic)).allTopicNames().get();
      return true;
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }
}
