package io.orderwatch.ozon.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OzonAnswersTest {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          401|{"code":16,"message":"Invalid Api-Key, please check the key and try again"}|WRONG_KEY|16
          400|{"code":3,"message":"Invalid Api-Key, please check the key and try again"}|WRONG_KEY|3
          401|{}|WRONG_KEY|0
          403|{"code":7,"message":"Api-key is deactivated, use another one or generate a new one"}|KEY_DEACTIVATED|7
          403|{"code":7,"message":"Api-Key is missing a required role for a method"}|ROLE_MISSING|7
          403|{"code":7,"message":"Api-Key is restricted to specific IP addresses"}|IP_RESTRICTED|7
          403|{"code":7,"message":"method is not allowed"}|METHOD_NOT_ALLOWED|7
          403|{"code":7,"message":"Method is not available with existing subscription"}|SUBSCRIPTION_TOO_LOW|7
          403|{"code":7,"message":"403 Offer not signed"}|OFFER_NOT_SIGNED|7
          403|{"code":7,"message":"Company is blocked, please contact support"}|COMPANY_BLOCKED|7
          403|{"code":7,"message":"something new"}|OTHER|7
          400|{"code":9,"message":"TRANSITION_IS_NOT_POSSIBLE"}|TRANSITION_NOT_POSSIBLE|9
          400|{"code":9,"message":"HAS_INCORRECT_TPL_INTEGRATION_TYPE"}|WRONG_INTEGRATION_TYPE|9
          404|{"code":5,"message":"POSTING_NOT_FOUND"}|POSTING_NOT_FOUND|5
          404|{"code":5,"message":"Posting not found"}|POSTING_NOT_FOUND|5
          404|{"code":5,"message":"chat not found"}|OTHER|5
          409|{"code":9,"message":"POSTING_ALREADY_CANCELLED"}|POSTING_ALREADY_CANCELLED|9
          409|{"code":2,"message":"POSTING_ALREADY_SHIPPED"}|POSTING_ALREADY_SHIPPED|2
          400|{"code":9,"message":"HAS_INCORRECT_STATUS"}|WRONG_STATUS|9
          400|{"code":3,"message":"HAS_INCORRECT_CANCEL_REASON"}|WRONG_CANCEL_REASON|3
          400|{"code":12,"message":"obsolete method cannot be used"}|OBSOLETE_METHOD|12
          400|{"code":3,"message":"Request validation error: invalid X: value is required"}|INVALID_REQUEST|3
          400|{"code":3,"message":"PERIOD_IS_TOO_LONG"}|INVALID_REQUEST|3
          400|{"code":3,"message":"new words"}|INVALID_REQUEST|3
          400|{}|WITHOUT_WORDS|0
          409|{}|WITHOUT_WORDS|0
          409|{"code":9}|OTHER|9
          401||WRONG_KEY|0
          403||WITHOUT_WORDS|0
          404||WITHOUT_WORDS|0
          400||WITHOUT_WORDS|0
          403|<html>Forbidden</html>|WITHOUT_WORDS|0
          404|404 page not found|WITHOUT_WORDS|0
          403|method is not allowed|METHOD_NOT_ALLOWED|0
          403|{"message":"words nobody has seen"}|OTHER|0
          404|{"code":5,"message":"posting 0132112277-0102-1 not found"}|POSTING_NOT_FOUND|5
          404|{"code":5,"message":"Posting with number '0132112277-0102-1' was not found"}|POSTING_NOT_FOUND|5
          404|{"code":5,"message":"posting 0132112277-0102-1 does not exist"}|POSTING_NOT_FOUND|5
          400|{"error":{"code":"BAD_REQUEST","message":"Invalid request payload","data":[{"name":"posting_number","code":"EMPTY"}]}}|INVALID_REQUEST|0
          404|{"error":{"code":"NOT_FOUND_ERROR","message":"POSTING_NOT_FOUND","data":[]}}|POSTING_NOT_FOUND|0
          200|{"error":{"code":"BAD_REQUEST","message":"HAS_INCORRECT_STATUS"}}|WRONG_STATUS|0
          200|{"result":false,"error":"HAS_INCORRECT_STATUS"}|WRONG_STATUS|0
          200|{"result":false}|WITHOUT_WORDS|0
          200|{"result":"false","error":[{"code":"POSTING_ALREADY_CANCELLED","message":""}]}|POSTING_ALREADY_CANCELLED|0
          200|{"code":7,"message":"method is not allowed"}|METHOD_NOT_ALLOWED|7
          200|{"error":{"code":"","message":"Ошибка"}}|OTHER|0
          """)
  void Ozon_says_no_and_it_is_surely_not_done(int status, String body, Refusal refusal, int code) {
    assertThat(read(status, body == null ? "" : body))
        .isEqualTo(
            new Reply.Refused<>(
                refusal, code, refusal.name() + ", code " + code + ", HTTP " + status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          500|{"code":13,"message":"Internal error"}|HTTP 500
          400|{"code":13,"message":"Internal error"}|internal error, code 13, HTTP 400
          200|{"result":false,"error":"Internal error"}|internal error, code 0, HTTP 200
          409|{"code":4,"message":"context deadline exceeded"}|internal error, code 4, HTTP 409
          500|{"code":9,"message":"POSTING_ALREADY_CANCELLED"}|HTTP 500
          502|<html><center><h1>502 Bad Gateway</h1></center></html>|HTTP 502
          503|{"code":14,"message":"unavailable"}|HTTP 503
          504||HTTP 504
          499|{}|HTTP 499
          408|{}|HTTP 408
          307|{}|HTTP 307
          200||empty body, HTTP 200
          204||empty body, HTTP 204
          200|<html>ok</html>|unreadable body, HTTP 200
          200|{"result":tr|unreadable body, HTTP 200
          200|[]|unreadable body, HTTP 200
          200|null|unreadable body, HTTP 200
          """)
  void it_may_have_been_done(int status, String body, String reason) {
    assertThat(read(status, body == null ? "" : body)).isEqualTo(new Reply.Doubtful<>(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          429|{"code":8,"message":"You have reached request rate limit per second"}
          429|<html>Too many requests</html>
          429|
          400|{"code":8,"message":"You have reached request rate limit per second"}
          """)
  void too_fast_is_surely_not_done_and_says_when_to_come_back(int status, String body) {
    assertThat(read(status, body == null ? "" : body))
        .isEqualTo(new Reply.Throttled<>(RETRY_AFTER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rate limit, retry in 2.5 seconds|2500
          rate limit, wait 300ms|300
          rate limit, retry after 2 minutes|120000
          Повторите через 4 сек.|4000
          You have reached request rate limit per second|1000
          """)
  void the_wait_may_be_named_in_the_text(String message, long millis) {
    var body = "{\"code\":8,\"message\":\"" + message + "\"}";
    assertThat(OzonAnswers.read(429, null, body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Reply.Throttled<>(Duration.ofMillis(millis)));
  }

  @Test
  void the_header_may_be_a_fraction_or_a_date() {
    var now = Instant.parse("2026-11-01T10:00:00Z");
    assertThat(RetryAfter.inHeader("1.5", now)).contains(Duration.ofMillis(1500));
    assertThat(RetryAfter.inHeader("Sun, 01 Nov 2026 10:00:07 GMT", now))
        .contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.inHeader("Sun, 01 Nov 2026 09:00:00 GMT", now)).isEmpty();
    assertThat(RetryAfter.inHeader("999999", now)).contains(Duration.ofHours(1));
    assertThat(RetryAfter.inHeader("soon", now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          503|{"code":14,"message":"Circle is open"}
          500|{"error":{"code":"INTERNAL","message":"circle is open"}}
          503|Circle is open
          400|{"message":"Circle is open"}
          """)
  void an_open_circuit_breaker_is_surely_not_done(int status, String body) {
    assertThat(read(status, body))
        .isEqualTo(new Reply.Unavailable<>("Circle is open, HTTP " + status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"result":true}
          {"result":"success"}
          {"result":true,"error":""}
          {"result":true,"error":"a warning with HAS_INCORRECT_STATUS"}
          {"result":{},"error":[]}
          {"result":{},"error":null}
          {"result":{},"error":false}
          {"result":{},"error":{"code":0,"message":""}}
          {"result":[{"result":true,"error":[]}]}
          {"result":[{"result":false,"error":"HAS_INCORRECT_STATUS"},{"result":true,"error":""}]}
          {"postings":[]}
          {}
          """)
  void a_yes_is_a_yes_with_any_kind_of_empty_error(String body) {
    assertThat(read(200, body).ok()).isPresent();
  }

  @Test
  void each_refusal_with_words_of_its_own_is_met_by_them() {
    // what is in shadow never came to Ozon
    var nameless = Set.of(Refusal.OTHER, Refusal.WITHOUT_WORDS, Refusal.IN_SHADOW);
    assertThat(Arrays.stream(Refusal.values()).filter(refusal -> !nameless.contains(refusal)))
        .allSatisfy(
            refusal ->
                assertThat(Arrays.stream(SAID).map(Refusal::namedIn))
                    .anyMatch(named -> named.equals(java.util.Optional.of(refusal))));
    assertThat(Refusal.namedIn("words nobody has seen")).isEmpty();
  }

  private static final String[] SAID = {
    "Invalid Api-Key",
    "Api-key is deactivated",
    "Api-Key is missing a required role",
    "Api-Key is restricted to specific IP addresses",
    "Company is blocked",
    "Offer not signed",
    "not available with existing subscription",
    "obsolete method cannot be used",
    "method is not allowed",
    "HAS_INCORRECT_TPL_INTEGRATION_TYPE",
    "TRANSITION_IS_NOT_POSSIBLE",
    "POSTING_NOT_FOUND",
    "POSTING_ALREADY_CANCELLED",
    "POSTING_ALREADY_SHIPPED",
    "HAS_INCORRECT_CANCEL_REASON",
    "HAS_INCORRECT_STATUS",
    "the mismatch between cutoff & delivery date"
  };

  @Test
  void what_Ozon_sent_is_never_quoted() {
    var person = "Иванов Ivanov 4509 123456 +79161234567";
    for (var status : new int[] {200, 400, 401, 403, 404, 409, 429, 500, 502}) {
      for (var body :
          new String[] {
            "{\"code\":3,\"message\":\"" + person + "\"}",
            "{\"error\":{\"code\":\"" + person + "\",\"message\":\"" + person + "\"}}",
            "{\"result\":false,\"error\":\"" + person + "\"}",
            "{\"result\": " + person,
            person
          }) {
        assertThat(read(status, body).toString())
            .doesNotContain("Иванов")
            .doesNotContainIgnoringCase("ivanov")
            .doesNotContain("4509")
            .doesNotContain("7916");
      }
    }
  }

  private static Reply<?> read(int status, String body) {
    return OzonAnswers.read(status, RETRY_AFTER, body.getBytes(StandardCharsets.UTF_8));
  }
}
