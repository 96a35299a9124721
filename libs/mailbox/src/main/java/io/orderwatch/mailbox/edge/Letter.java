package io.orderwatch.mailbox.edge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came, as bytes: whatever somebody wrote into its key and headers can be kept and
 * sent on. It asks less of its input than anything else does.
 */
record Letter(@Nullable String key, Headers headers, byte @Nullable [] payload) {

  /**
   * Kafka's usual limit of a record is 1 MiB; a letter carries some headers more, and one that the
   * broker does not take would keep all that follows from Kafka.
   */
  private static final int MOST = 900_000;

  static Letter of(ConsumerRecord<String, byte[]> record) {
    return new Letter(record.key(), record.headers(), record.value());
  }

  /** What is left of a record that cannot be kept at all: that it was there. */
  static ConsumerRecord<String, byte[]> positionOf(ConsumerRecord<String, byte[]> record) {
    return new ConsumerRecord<>(
        record.topic(), record.partition(), record.offset(), null, new byte[0]);
  }

  /** Names the key in an index, however long it is and whatever is in it. */
  static UUID keyId(@Nullable String key) {
    return UUID.nameUUIDFromBytes(bytes(key == null ? "" : key));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** With these headers more, each a name and a value; without its data where it is too large. */
  Letter with(String... more) {
    var all = new RecordHeaders();
    var size = bytes(key == null ? "" : key).length + (payload == null ? 0 : payload.length);
    for (var header : headers) {
      size += header.key().length() * 3 + (header.value() == null ? 0 : header.value().length);
    }
    var whole = size <= MOST;
    if (whole) {
      headers.forEach(all::add);
    } else {
      all.add("dlq_cut", bytes("too large to be sent on: it is in the service's database"));
    }
    for (var i = 0; i < more.length; i += 2) {
      all.add(more[i], bytes(more[i + 1]));
    }
    return new Letter(whole ? key : null, all, whole ? payload : null);
  }

  ProducerRecord<String, byte[]> to(String topic) {
    return new ProducerRecord<>(topic, null, key, payload, headers);
  }

  /** Key and headers; the payload is kept beside them. */
  byte[] envelope() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(out, key == null ? null : bytes(key));
      for (var header : headers) {
        write(out, bytes(header.key()));
        write(out, header.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte @Nullable [] value) throws IOException {
    out.writeInt(value == null ? -1 : value.length);
    if (value != null) {
      out.write(value);
    }
  }

  /**
   * @param envelope from {@link #envelope}
   */
  static Letter of(byte[] envelope, byte @Nullable [] payload) {
    try (var in = new DataInputStream(new ByteArrayInputStream(envelope))) {
      var key = text(read(in));
      var headers = new RecordHeaders();
      while (in.available() > 0) {
        var name = text(read(in));
        headers.add(name == null ? "" : name, read(in));
      }
      return new Letter(key, headers, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte @Nullable [] read(DataInputStream in) throws IOException {
    var length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }

  private static @Nullable String text(byte @Nullable [] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }
}
