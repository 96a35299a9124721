package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.OzonJson.number;
import static io.orderwatch.ozon.edge.OzonJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what an HTTP answer of Ozon means. Neither the HTTP status nor a 200 is trusted alone: Ozon
 * also refuses inside a 200, in two envelopes, and an answer that is not JSON says nothing about
 * what was done.
 */
final class OzonAnswers {

  /** gRPC's cancelled, unknown, deadline exceeded, internal, unavailable, data loss. */
  private static final Set<Integer> SAYS_NOTHING = Set.of(1, 2, 4, 13, 14, 15);

  private static final int INVALID_ARGUMENT = 3;
  private static final int UNAUTHENTICATED = 16;
  private static final int SHORT_TEXT = 500;

  private OzonAnswers() {}

  /**
   * @param retryAfter what the headers ask to wait, used only if the answer says that we are too
   *     fast; null if they name nothing: then the body may
   */
  static Reply<JsonNode> read(int status, @Nullable Duration retryAfter, byte[] body) {
    var answer = OzonJson.object(body);
    var said = answer == null ? shortText(status, body) : Refusal.plain(errorText(answer));
    if (status == 429 || said.contains("reached request rate limit")) {
      return new Reply.Throttled<>(retryAfter == null ? wait(answer, body) : retryAfter);
    }
    if (said.contains("circle is open")) {
      return new Reply.Unavailable<>("Circle is open, HTTP " + status);
    }
    if (status < 200 || (status >= 300 && status < 400) || status == 408 || status >= 499) {
      return new Reply.Doubtful<>("HTTP " + status);
    }
    if (answer == null && status < 300) {
      var what = body.length == 0 ? "empty body" : "unreadable body";
      return new Reply.Doubtful<>(what + ", HTTP " + status);
    }
    if (answer == null) {
      return refused(status, 0, said, false);
    }
    return status < 300 && !refuses(answer)
        ? new Reply.Ok<>(answer)
        : refused(status, code(answer), said, !errorText(answer).isBlank());
  }

  /**
   * Says what one item of an answer for several means. A no for one item says nothing about the
   * others, so the whole of such an answer is a yes.
   */
  static Reply<JsonNode> item(JsonNode item) {
    var error = errorText(item);
    var said = Refusal.plain(error);
    if (!refuses(item)) {
      return new Reply.Ok<>(item);
    }
    return said.contains("reached request rate limit")
        ? new Reply.Throttled<>(RetryAfter.inText(error).orElse(Duration.ofSeconds(1)))
        : refused(200, code(item), said, !error.isBlank());
  }

  /** A second if the text names none. */
  private static Duration wait(@Nullable JsonNode answer, byte[] body) {
    var text =
        answer != null
            ? errorText(answer)
            : body.length <= SHORT_TEXT ? new String(body, StandardCharsets.UTF_8) : "";
    return RetryAfter.inText(text).orElse(Duration.ofSeconds(1));
  }

  /**
   * @param hasWords whether it says anything, known or not; a gateway's page does not
   */
  private static Reply<JsonNode> refused(int status, int code, String said, boolean hasWords) {
    var named = Refusal.namedIn(said);
    if (named.isEmpty() && (said.contains("internal error") || SAYS_NOTHING.contains(code))) {
      return new Reply.Doubtful<>("internal error, code " + code + ", HTTP " + status);
    }
    var refusal = named.orElse(byNumber(status, code, hasWords));
    return new Reply.Refused<>(
        refusal, code, refusal.name() + ", code " + code + ", HTTP " + status);
  }

  private static Refusal byNumber(int status, int code, boolean hasWords) {
    if (status == 401 || code == UNAUTHENTICATED) {
      return Refusal.WRONG_KEY;
    }
    if (code == 0 && !hasWords) {
      return Refusal.WITHOUT_WORDS;
    }
    return status == 400 || code == INVALID_ARGUMENT ? Refusal.INVALID_REQUEST : Refusal.OTHER;
  }

  /** Whether a 200 is a no: an error envelope, or a result of false. */
  private static boolean refuses(JsonNode answer) {
    if (OzonRecords.saysDone(answer)) {
      return false;
    }
    return (answer.has("message") && code(answer) != 0)
        || saysError(answer.path("error"))
        || text(answer, "result").equalsIgnoreCase("false");
  }

  /** An empty error, in any of the types Ozon gives it, is no error. */
  private static boolean saysError(JsonNode error) {
    if (error.isArray()) {
      return error.valueStream().anyMatch(OzonAnswers::saysError);
    }
    var code = text(error, "code");
    return (error.isTextual() && !error.asText().isBlank())
        || !text(error, "message").isEmpty()
        || !(code.isEmpty() || code.equals("0") || code.equals("OK"));
  }

  private static int code(JsonNode answer) {
    var code = number(answer, "code");
    return Math.clamp(code == 0 ? number(answer.path("error"), "code") : code, 0, 99_999);
  }

  /** Both places where Ozon writes why; looked through for known words and then dropped. */
  private static String errorText(JsonNode answer) {
    var said = new StringBuilder(text(answer, "message"));
    addError(said, answer.path("error"));
    return said.toString();
  }

  private static void addError(StringBuilder said, JsonNode error) {
    if (error.isTextual()) {
      said.append(' ').append(error.asText());
    } else if (error.isArray()) {
      error.forEach(one -> addError(said, one));
    } else if (error.isObject()) {
      said.append(' ').append(text(error, "code")).append(' ').append(text(error, "message"));
    }
  }

  /** Ozon's circuit breaker may answer with a line of plain text. */
  private static String shortText(int status, byte[] body) {
    return status >= 400 && body.length <= SHORT_TEXT
        ? Refusal.plain(new String(body, StandardCharsets.UTF_8))
        : "";
  }
}
