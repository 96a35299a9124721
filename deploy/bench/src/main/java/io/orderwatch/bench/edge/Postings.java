package io.orderwatch.bench.edge;

import io.orderwatch.bench.peer.Watching;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Changes of postings as order-ingest publishes them, about 1 KB each. All keys come by before one
 * comes again, so that a poll holds as many keys as records.
 */
final class Postings {

  private static final Instant START = Instant.parse("2026-11-01T06:00:00Z");

  /** Neither a neighbour in time nor in the index. */
  private static final int STRIDE = 7919;

  private final int keys;

  Postings(int keys) {
    this.keys = keys;
  }

  /**
   * Sends them in the producer's transaction: no contender sees one before the commit, and then all
   * are there.
   */
  void send(Producer<String, byte[]> producer, String topic, long first, int versions) {
    each(
        first,
        versions,
        event -> {
          // A failed one fails the transaction's commit.
          var _ =
              producer.send(
                  new ProducerRecord<>(
                      topic, null, event.key(), Wire.encode(event), headers(event)));
        });
    producer.flush();
  }

  /** As a consumer would hand them over, in polls of {@code size}. */
  List<List<ConsumerRecord<String, byte[]>>> polls(
      String topic, long first, int versions, int size) {
    var next = new long[Stage.PARTITIONS];
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    each(
        first,
        versions,
        event -> {
          var key = event.key();
          var value = Wire.encode(event);
          var partition = Math.floorMod(key.hashCode(), Stage.PARTITIONS);
          records.add(
              new ConsumerRecord<>(
                  topic,
                  partition,
                  first * keys + next[partition]++,
                  START.toEpochMilli(),
                  TimestampType.CREATE_TIME,
                  key.length(),
                  value.length,
                  key,
                  value,
                  headers(event),
                  Optional.empty()));
        });
    return IntStream.iterate(0, from -> from < records.size(), from -> from + size)
        .mapToObj(from -> records.subList(from, Math.min(from + size, records.size())))
        .toList();
  }

  /** How many postings have set their timer by this version. */
  long reminded(long version) {
    return IntStream.range(0, keys)
        .filter(
            number ->
                LongStream.rangeClosed(1, version)
                    .anyMatch(each -> Watching.reminds(changed(number, each).posting())))
        .count();
  }

  /** Of an event's data, in bytes. */
  int size() {
    return Wire.encode(changed(0, 1)).length;
  }

  private void each(long first, int versions, Consumer<PostingEvent.Changed> consumer) {
    for (var version = first; version < first + versions; version++) {
      for (var i = 0; i < keys; i++) {
        consumer.accept(changed((int) ((long) i * STRIDE % keys), version));
      }
    }
  }

  private static PostingEvent.Changed changed(int number, long version) {
    var order = "%08d-%04d".formatted(10_000_000 + number, number % 10_000);
    var at = START.plusSeconds(version * 60);
    return new PostingEvent.Changed(
        new Posting(
            PostingRef.of(Integer.toString(100_000 + number % 20), order + "-1"),
            order,
            version,
            version % 2 == 0 ? "awaiting_deliver" : "awaiting_packaging",
            version % 2 == 0 ? "posting_awaiting_passport_data" : "posting_created",
            "non_integrated",
            List.of(
                "arbitration",
                "awaiting_delivery",
                "can_create_chat",
                "cancel",
                "click_track_number",
                "customer_phone_available",
                "label_download_small",
                "product_cancel",
                "set_cutoff",
                "set_track_number",
                "ship"),
            "RU%09dHK".formatted(number),
            START,
            at.plusSeconds(86_400),
            at.plusSeconds(20 * 86_400),
            List.of(item(number), item(number + 1), item(number + 2), item(number + 3)),
            null),
        "awaiting_packaging",
        "posting_created");
  }

  private static Posting.Item item(int number) {
    return new Posting.Item(
        1_500_000_000L + number,
        "shelf-" + number % 977 + "/winter-boots-" + number % 13,
        1 + number % 3,
        new Money(new BigDecimal("1990.50"), "CNY"));
  }

  private static RecordHeaders headers(PostingEvent.Changed event) {
    var type = Wire.type(event);
    var id = type + "/" + event.key() + "/" + event.posting().version();
    var headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
    add(headers, "ce_source", "/orderwatch/order-ingest");
    add(headers, "ce_type", type);
    add(headers, "ce_time", START.plusSeconds(event.posting().version()).toString());
    add(headers, "ce_subject", event.ref().posting().value());
    add(headers, "content-type", "application/json");
    return headers;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
