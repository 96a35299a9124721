package io.orderwatch.operations.edge.rest;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a value of a request may look like; the one parse of each kind, for every service. */
public final class Kinds {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /**
   * @param expected what to say if it is anything else
   * @param read throws a RuntimeException if the text is anything else
   */
  record Kind(String expected, Function<String, ?> read) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.ofEntries(
          Map.entry(String.class, new Kind("must be text without NUL", Kinds::text)),
          Map.entry(int.class, whole(32, Integer::valueOf)),
          Map.entry(Integer.class, whole(32, Integer::valueOf)),
          Map.entry(long.class, whole(64, Long::valueOf)),
          Map.entry(Long.class, whole(64, Long::valueOf)),
          Map.entry(boolean.class, new Kind("must be true or false", Kinds::truth)),
          Map.entry(Boolean.class, new Kind("must be true or false", Kinds::truth)),
          Map.entry(
              Instant.class, new Kind("must be a moment like 2026-11-01T10:00:00Z", Kinds::moment)),
          Map.entry(LocalDate.class, new Kind("must be a day like 2026-11-01", Kinds::day)),
          Map.entry(Duration.class, new Kind("must be a duration like PT10M", Duration::parse)),
          Map.entry(StoreId.class, new Kind("must be a Client-Id: 1 to 20 digits", StoreId::new)),
          Map.entry(
              PostingNumber.class,
              new Kind(
                  "must be a posting number: up to 64 letters, digits and dashes",
                  PostingNumber::new)));

  private Kinds() {}

  /** Empty for what is not read from one text. */
  static Optional<Kind> of(Class<?> type) {
    return type.isEnum()
        ? Optional.of(oneOf(type.getEnumConstants()))
        : Optional.ofNullable(KINDS.get(type));
  }

  /**
   * PostgreSQL keeps neither NUL nor half a surrogate pair.
   *
   * @throws IllegalArgumentException if there is one
   */
  static String text(String text) {
    if (text.codePoints()
        .anyMatch(each -> each == 0 || Character.getType(each) == Character.SURROGATE)) {
      throw new IllegalArgumentException("text without NUL");
    }
    return text;
  }

  /**
   * @throws DateTimeException if that is no moment of the years 1 to 9999
   */
  public static Instant moment(String text) {
    var moment = Instant.parse(text);
    if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
      throw new DateTimeException("a moment of the years 1 to 9999");
    }
    return moment;
  }

  private static LocalDate day(String text) {
    var day = LocalDate.parse(text);
    if (day.getYear() < 1 || day.getYear() > 9999) {
      throw new IllegalArgumentException("a day of the years 1 to 9999");
    }
    return day;
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false");
    };
  }

  private static Kind whole(int bits, Function<String, ?> read) {
    return new Kind("must be a whole number of at most " + bits + " bits", read);
  }

  private static Kind oneOf(Object[] constants) {
    var names =
        Arrays.stream(constants)
            .collect(Collectors.toMap(each -> ((Enum<?>) each).name(), each -> each));
    return new Kind(
        "must be one of "
            + Arrays.stream(constants)
                .map(each -> ((Enum<?>) each).name())
                .collect(Collectors.joining(", ")),
        text -> {
          var found = names.get(text);
          if (found == null) {
            throw new IllegalArgumentException("no such constant");
          }
          return found;
        });
  }
}
