package io.orderwatch.journey.passport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent.ReminderDue;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.local.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reminders by the thousand, each due twice and all of them once more at the end, while buyers give
 * their data, Ozon fails in every way and notification-service is killed. The ledger of the
 * stand-in says what reached whom. How many: {@code -Dorderwatch.reminders=50000}, in how many
 * stores: {@code -Dorderwatch.stores=10}; so many need {@code -Dorderwatch.simulator.heap=1500m}.
 */
@Tag("thorough")
class RemindersJourneyTest {

  private static final int STEPS = 3;
  private static final int KILLS = 1;
  private static final int QUOTA = 60;

  /** Seconds of the story per second: buyers who answer do so within minutes. */
  private static final double RATE = 30;

  /** What is sent may cross the data on its way; real time. */
  private static final Duration CROSSING = Duration.ofSeconds(4);

  private final int reminders = Integer.getInteger("orderwatch.reminders", 300);
  private final int postings = Math.ceilDiv(reminders, STEPS);
  private final int many = Integer.getInteger("orderwatch.stores", 1);
  private final ManyStores stores = ManyStores.of(many);

  @Test
  void each_due_step_reaches_its_buyer_once_and_none_after_his_data_came(@TempDir Path keys)
      throws Exception {
    var story =
        """
        {"seed": 5, "postings": %d, %s"arrivalWindow": "PT2H", "startedBefore": "PT2H", "awaitingShare": 1, "lifePace": 1,
         "suppliesDelay": "PT60M", "readDelay": "PT10M", "rateLimit": %d, "faults": {"throttled": 0.03, "serverError": 0.03,
         "badGateway": 0.02, "emptyOk": 0.03, "slowAfterEffect": 0.01, "droppedAfterEffect": 0.03, "wrappedLists": 0.3,
         "unknownEnum": 0.05, "slowMillis": 2500}}"""
            .formatted(postings, many == 1 ? "" : stores.inScenario() + ", ", QUOTA);
    try (var journey =
        Journey.begin("reminders", RATE, story, many == 1 ? Map.of() : stores.settings(keys))) {
      // The test itself says what is due.
      for (var silent :
          List.of(ServiceName.INGEST, ServiceName.COMPLIANCE, ServiceName.LOGISTICS)) {
        journey.set.service(silent).kill();
      }
      var waiting = journey.ledger().stream().filter(Truth::awaiting).toList();
      assertThat(waiting).hasSize(postings);
      for (var step = 1; step <= STEPS; step++) {
        due(journey, waiting, step, "first");
        kill(journey);
        due(journey, waiting, step, "first");
        settled(journey, postings * step);
      }
      for (var step = 1; step <= STEPS; step++) {
        due(journey, waiting, step, "replayed");
      }
      worked(journey);
      judge(journey);
      withinTheQuota(journey.summary());
    }
  }

  /**
   * @param time the same time is the same event, published once more
   */
  private static void due(Journey journey, List<Truth> waiting, int step, String time)
      throws InterruptedException, ExecutionException {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", journey.set.broker().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var written = new ArrayList<Future<RecordMetadata>>();
      for (var truth : waiting) {
        var event = due(truth, step);
        var record =
            new ProducerRecord<>(event.topic().wireName(), event.key(), Wire.encode(event));
        Map.of(
                "ce_type", Wire.type(event),
                "ce_id", time + "-" + event.key() + "-" + step,
                "ce_time", journey.set.config().clock().now().toString())
            .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        written.add(producer.send(record));
      }
      for (var each : written) {
        each.get();
      }
    }
  }

  private static ReminderDue due(Truth truth, int step) {
    var ref = PostingRef.parse(truth.key());
    var order = truth.order().substring(truth.order().indexOf(':') + 1);
    var until = truth.createdAt().plus(Duration.ofHours(24));
    return new ReminderDue(
        ref, order, step, STEPS, new Deadline(until, Deadline.Basis.IN_PROCESS_AT));
  }

  private static void kill(Journey journey) {
    for (var kill = 0; kill < KILLS; kill++) {
      PassportDay.pause(Duration.ofSeconds(2));
      var part = journey.set.service(ServiceName.NOTIFICATION);
      part.kill();
      part.start();
    }
  }

  /** So many steps have come to an end, or await a person. */
  private void settled(Journey journey, int steps) {
    Journey.await(
        Duration.ofMinutes(2).plusMillis(reminders * 60L),
        () ->
            journey.traces.count("select count(*) from notification.reminder_step") == steps
                && journey.traces.count(
                        "select count(*) from notification.reminder_step where state = 'planned'")
                    == 0);
  }

  /** Everything on the topic was read, and everything that is to be told is on its own. */
  private void worked(Journey journey) {
    var all = postings * STEPS;
    Journey.await(
        Duration.ofMinutes(2).plusMillis(reminders * 20L),
        () ->
            journey.traces.count("select count(*) from notification.inbox") >= 2L * all
                && told(journey).values().stream().mapToInt(List::size).sum() >= all);
  }

  private void judge(Journey journey) {
    var told = told(journey);
    var wrong = new ArrayList<String>();
    var ends = new HashMap<String, Integer>();
    for (var truth : journey.ledger()) {
      var texts = truth.messages().stream().map(Truth.Message::text).toList();
      var events = told.getOrDefault(truth.key(), List.of());
      var sent = events.stream().filter(MessageEvent.Sent.class::isInstance).count();
      if (new HashSet<>(texts).size() != texts.size()) {
        wrong.add(truth.key() + ": a step reached the buyer more than once");
      }
      if (sent != texts.size()) {
        wrong.add(
            truth.key() + ": " + texts.size() + " messages reached the buyer, told of: " + events);
      }
      if (events.size() != STEPS) {
        wrong.add(truth.key() + ": each step has one end, but told of were " + events);
      }
      var supplied = truth.suppliedAt();
      if (supplied != null) {
        var last = supplied.plus(journey.story(CROSSING));
        truth.messages().stream()
            .filter(message -> message.at().isAfter(last))
            .forEach(message -> wrong.add(truth.key() + ": written to after the data came"));
      }
      events.forEach(event -> ends.merge(event.getClass().getSimpleName(), 1, Integer::sum));
    }
    System.out.println(ends);
    assertThat(wrong).isEmpty();
    assertThat(ends).as("no step is given up").containsOnlyKeys("Sent", "Suppressed");
    assertThat(ends.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(postings * STEPS);
    assertThat(ends.getOrDefault("Sent", 0)).isGreaterThan(postings);
    assertThat(ends.getOrDefault("Suppressed", 0)).as("the data came before").isPositive();
  }

  /** Of each posting, each event once. */
  private static Map<String, List<Event>> told(Journey journey) {
    var told = new HashMap<String, List<Event>>();
    var ids = new HashSet<String>();
    for (var kept : journey.traces.records()) {
      if (kept.topic().equals("ozon.messages.v1")
          && ids.add(Traces.header(kept.record(), "ce_id"))) {
        Wire.decode(Traces.header(kept.record(), "ce_type"), kept.record().value())
            .ifPresent(
                event -> told.computeIfAbsent(event.key(), _ -> new ArrayList<>()).add(event));
      }
    }
    return told;
  }

  /** Each 429 was put in as a fault; none was earned. */
  static void withinTheQuota(JsonNode summary) {
    var refused = 0L;
    for (var calls : summary.path("calls").properties()) {
      refused += calls.getKey().endsWith(" 429") ? calls.getValue().asLong() : 0;
    }
    assertThat(refused).isEqualTo(summary.path("faults").path("throttled").asLong());
    assertThat(summary.path("faults").toString())
        .contains("throttled", "serverError", "badGateway", "emptyOk", "droppedAfterEffect");
    assertThat(summary.path("violations")).isEmpty();
  }
}
