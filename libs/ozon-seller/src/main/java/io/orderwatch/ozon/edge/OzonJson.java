package io.orderwatch.ozon.edge;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderwatch.contracts.Money;
import io.orderwatch.ozon.Vocabulary;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Ozon's JSON as it is on the wire, not as its schema promises: numbers as text, text as
 * numbers, "" for no date, amounts in five shapes. Nothing here throws; what cannot be read counts
 * as absent.
 */
final class OzonJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private static final int MOST_DIGITS = 18;

  private static final Instant EARLIEST = Instant.parse("2015-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final String NO_COLON = "(T.*)([+-][0-9]{2})([0-9]{2})$";

  private OzonJson() {}

  /** The JSON object in these bytes; null if they are anything else. */
  static @Nullable JsonNode object(byte[] body) {
    try {
      var node = MAPPER.readTree(body);
      return node != null && node.isObject() ? node : null;
    } catch (IOException e) {
      // The parser's message may quote the body, so it ends here.
      return null;
    }
  }

  /** The first of these fields that holds text or a number; "" if none does. */
  static String text(JsonNode parent, String... names) {
    for (var name : names) {
      var node = parent.path(name);
      if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
        return node.asText();
      }
    }
    return "";
  }

  static @Nullable String textOrNull(JsonNode parent, String... names) {
    var text = text(parent, names);
    return text.isEmpty() ? null : text;
  }

  /** The same for one of Ozon's words; see {@link Vocabulary#word}. */
  static String word(JsonNode parent, String... names) {
    return Vocabulary.word(text(parent, names));
  }

  static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    for (var node : array) {
      if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
        texts.add(node.asText());
      }
    }
    return texts;
  }

  /** 0 if absent, not a whole number, or beyond a long. */
  static long number(JsonNode parent, String... names) {
    var amount = decimal(text(parent, names));
    try {
      return amount == null ? 0 : amount.longValueExact();
    } catch (ArithmeticException e) {
      return 0;
    }
  }

  static boolean flag(JsonNode parent, String name) {
    return text(parent, name).equalsIgnoreCase("true");
  }

  /** Null if absent, empty, unreadable, or no time that a posting of Ozon's can have. */
  static @Nullable Instant instant(JsonNode parent, String... names) {
    var text = text(parent, names).strip().replace(' ', 'T');
    var read = text.isEmpty() ? null : parsed(text.replaceFirst(NO_COLON, "$1$2:$3"));
    return read == null || implausible(read) ? null : read;
  }

  /**
   * Whether something is written there that is no time or cannot be one; Go's zero time says "never
   * was" and is none.
   */
  static boolean implausible(JsonNode parent, String name) {
    if (parent.path(name).isContainerNode()) {
      return true;
    }
    var text = text(parent, name).strip().replace(' ', 'T');
    if (text.isEmpty() || text.startsWith("0001-01-01")) {
      return false;
    }
    var read = parsed(text.replaceFirst(NO_COLON, "$1$2:$3"));
    return read == null || implausible(read);
  }

  private static boolean implausible(Instant read) {
    return read.isBefore(EARLIEST) || !read.isBefore(LATEST);
  }

  private static @Nullable Instant parsed(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException withoutOffset) {
      try {
        return LocalDateTime.parse(text).toInstant(java.time.ZoneOffset.UTC);
      } catch (DateTimeException neither) {
        return null;
      }
    }
  }

  /** An article's price: an object, or text or a number with its currency beside it. */
  static @Nullable Money price(JsonNode item) {
    var price = item.path("price");
    var amount =
        decimal(price.isObject() ? text(price, "amount", "price", "units") : text(item, "price"));
    if (amount != null && price.has("nanos")) {
      amount = amount.add(BigDecimal.valueOf(number(price, "nanos"), 9).stripTrailingZeros());
    }
    var currency =
        price.isObject()
            ? text(price, "currency", "currency_code")
            : text(item, "currency_code", "currency", "marketplace_seller_price_currency_code");
    return amount == null || currency.isEmpty() ? null : new Money(amount, currency);
  }

  /** The number that is written there; null if none is, or one that is no amount. */
  static @Nullable BigDecimal decimal(String text) {
    try {
      var read = text.isBlank() ? null : new BigDecimal(text.strip());
      var sane =
          read != null
              && Math.abs((long) read.scale()) <= MOST_DIGITS
              && read.precision() <= 2 * MOST_DIGITS;
      return sane ? read : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
