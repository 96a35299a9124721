package io.orderwatch.contracts.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.Said;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The only class that knows how events are written: (wire name, bytes) to record and back. */
public final class Wire {

  private static final Map<String, Class<? extends Event>> CLASSES = new TreeMap<>();

  static {
    register(Event.class);
  }

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(refs())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Wire() {}

  /** Every wire name with its record, in the order of the names. */
  public static Map<String, Class<? extends Event>> types() {
    return Collections.unmodifiableMap(CLASSES);
  }

  /** The wire name of an event. */
  public static String type(Event event) {
    return type(event.getClass());
  }

  /** The wire name of the events of a record. */
  public static String type(Class<? extends Event> events) {
    return events.getAnnotation(Type.class).value();
  }

  /** The bytes that go to Kafka: UTF-8 JSON, without fields that are null. */
  public static byte[] encode(Event event) {
    return write((Record) event);
  }

  /** A record that is no event, in the same JSON. */
  public static byte[] write(Record record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The event of this wire name; empty if the name is unknown, which is no error: newer producers
   * may exist.
   *
   * @throws Unreadable if the name is known and the bytes are not such an event, or lack a field
   *     that is not {@code @Nullable}
   */
  public static Optional<Event> decode(String type, byte[] data) {
    var known = CLASSES.get(type);
    return known == null ? Optional.empty() : Optional.of(read(known, type, data));
  }

  /**
   * A record that {@link #write} wrote, perhaps in an older version.
   *
   * @throws Unreadable if the bytes are no such record, or lack a component that is not
   *     {@code @Nullable}
   */
  public static <T extends Record> T read(Class<T> type, byte[] data) {
    return read(type, type.getSimpleName(), data);
  }

  private static <T> T read(Class<T> type, String name, byte[] data) {
    try {
      var read = JSON.readValue(data, type);
      if (read == null) {
        throw new Unreadable(name, "nothing is there");
      }
      var missing = Required.missing(read);
      if (missing.isPresent()) {
        throw new Unreadable(name, missing.get() + " is missing");
      }
      return read;
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      // The parser's message quotes its input, which may hold anything: only its kind is passed on.
      throw new Unreadable(
          name,
          e.getCause() instanceof Said.Malformed malformed
              ? String.valueOf(malformed.getMessage())
              : e.getClass().getSimpleName());
    }
  }

  /** Bytes that are not what their wire name says. The message never quotes them. */
  public static final class Unreadable extends RuntimeException {
    Unreadable(String type, String why) {
      super("not a readable " + type + ": " + why);
    }
  }

  private static void register(Class<?> sealed) {
    for (var sub : sealed.getPermittedSubclasses()) {
      if (sub.isSealed()) {
        register(sub);
      } else {
        CLASSES.put(sub.getAnnotation(Type.class).value(), sub.asSubclass(Event.class));
      }
    }
  }

  /** A reference is written as its key, in one string. */
  private static SimpleModule refs() {
    return new SimpleModule("orderwatch")
        .addSerializer(written(PostingRef.class, PostingRef::key))
        .addDeserializer(PostingRef.class, read(PostingRef.class, PostingRef::parse))
        .addSerializer(written(ChatRef.class, ChatRef::key))
        .addDeserializer(ChatRef.class, read(ChatRef.class, ChatRef::parse))
        .addSerializer(written(StoreId.class, StoreId::value))
        .addDeserializer(StoreId.class, read(StoreId.class, StoreId::new));
  }

  private static <T> StdSerializer<T> written(Class<T> type, Function<T, String> key) {
    return new StdSerializer<>(type) {
      @Override
      public void serialize(T ref, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writeString(key.apply(ref));
      }
    };
  }

  private static <T> StdDeserializer<T> read(Class<T> type, Function<String, T> parse) {
    return new StdDeserializer<>(type) {
      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return parse.apply(in.getValueAsString(""));
      }
    };
  }
}
