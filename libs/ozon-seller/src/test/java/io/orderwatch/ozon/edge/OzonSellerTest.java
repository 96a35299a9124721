package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.Fixtures.PASSPORT_POSTING;
import static io.orderwatch.ozon.edge.Fixtures.ok;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonReturnAction;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OzonSellerTest {
  private static final PostingNumber NUMBER = new PostingNumber("0132112277-0102-1");
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-10-05T00:00:00Z");
  private static final String TOO_FAST =
      "{\"code\":8,\"message\":\"You have reached request rate limit per second\"}";

  private final StandIn ozon = new StandIn();

  @AfterEach
  void close() {
    ozon.close();
  }

  @Test
  void every_call_carries_the_store_and_its_key() {
    ozon.answers(200, "{\"postings\":[" + PASSPORT_POSTING + "],\"has_next\":false}");
    assertThat(ok(ozon.client().unfulfilled(FROM, TO, "")).items())
        .singleElement()
        .satisfies(posting -> assertThat(posting.number()).isEqualTo(NUMBER));
    var asked = ozon.asked.getFirst();
    assertThat(asked.headers().getFirst("Client-Id")).isEqualTo("15");
    assertThat(asked.headers().getFirst("Api-Key")).isEqualTo(StandIn.KEY);
    assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(asked.body())
        .isEqualTo(
            Fixtures.json(
                """
                {"limit":100,"cursor":"","sort_dir":"ASC","translit":false,
                 "with":{"analytics_data":true,"barcodes":false,"financial_data":false,
                         "legal_info":false},
                 "filter":{"cutoff_from":"2026-10-01T00:00:00Z",
                           "cutoff_to":"2026-10-05T00:00:00Z"}}
                """));
  }

  @Test
  void too_fast_is_reported_held_back_and_over_after_the_time_Ozon_asked_for() {
    var client = ozon.client();
    ozon.answers(429, TOO_FAST, Map.of("Retry-After", "1"));
    var refused = System.nanoTime();
    assertThat(client.sellerInfo()).isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(1)));
    assertThat(ozon.asked).hasSize(1);

    ozon.answers(200, "{\"subscription\":{\"type\":\"PREMIUM_PLUS\"}}");
    assertThat(ok(client.sellerInfo()).mayWriteToBuyers()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - refused)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(ozon.asked).hasSize(2);
  }

  @Test
  void a_hold_longer_than_the_timeout_is_reported_at_once_and_not_called() {
    var client = ozon.client();
    ozon.answers(429, TOO_FAST, Map.of("Retry-After", "600"));
    client.sellerInfo();
    assertThat(client.sellerInfo())
        .isInstanceOfSatisfying(
            Reply.Throttled.class,
            reply -> assertThat(reply.retryAfter()).isGreaterThan(Duration.ofSeconds(500)));
    assertThat(ozon.asked).hasSize(1);
  }

  @Test
  void a_429_without_a_time_holds_for_a_second_and_one_of_years_for_an_hour() {
    ozon.answers(429, "");
    assertThat(ozon.client().sellerInfo()).isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(1)));
    ozon.answers(429, "", Map.of("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"));
    assertThat(ozon.client().sellerInfo()).isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(1)));
    ozon.answers(429, "", Map.of("Retry-After", "999999999999"));
    assertThat(ozon.client().sellerInfo()).isEqualTo(new Reply.Throttled<>(Duration.ofHours(1)));
  }

  @Test
  void the_last_call_that_Ozon_leaves_holds_back_the_next() {
    var turnstile = Turnstile.of(1000, 1000);
    ozon.answers(200, "{\"roles\":[]}", Map.of("Ratelimit-Remaining", "0"));
    ozon.client(turnstile, Duration.ofSeconds(10)).apiKey();
    assertThat(turnstile.pause()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void no_answer_in_time_is_doubtful_also_when_it_has_begun(boolean begun) {
    if (begun) {
      ozon.stalls();
    } else {
      ozon.hangs();
    }
    var client = ozon.client(Turnstile.of(1000, 1000), Duration.ofSeconds(1));
    assertThat(client.cancel(NUMBER, 352, ""))
        .isEqualTo(new Reply.Doubtful<>("no answer within PT1S"));
    assertThat(ozon.asked).hasSize(1);
  }

  @Test
  void a_broken_connection_is_doubtful_and_the_message_is_not_sent_again() {
    ozon.breaks();
    assertThat(ozon.client().send("chat", "Здравствуйте!"))
        .isEqualTo(new Reply.Doubtful<>("the connection broke"));
    assertThat(ozon.asked).hasSize(1);
  }

  @Test
  void a_gateways_page_is_doubtful() {
    ozon.answers(502, "<html><h1>502 Bad Gateway</h1></html>", Map.of("Content-Type", "text/html"));
    assertThat(ozon.client().send("chat", "text")).isEqualTo(new Reply.Doubtful<>("HTTP 502"));
    assertThat(ozon.client().posting(NUMBER)).isEqualTo(new Reply.Doubtful<>("HTTP 502"));
    assertThat(ozon.asked).hasSize(2);
  }

  @Test
  void an_empty_200_does_not_say_that_a_message_was_sent() {
    ozon.answers(200, "");
    assertThat(ozon.client().send("chat", "text"))
        .isEqualTo(new Reply.Doubtful<>("empty body, HTTP 200"));
  }

  @Test
  void nobody_listening_is_surely_not_done() throws IOException {
    URI gone;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    var client =
        new OzonSeller(
            gone, Fixtures.STORE, StandIn.KEY, Turnstile.of(10, 10), Duration.ofSeconds(5));
    assertThat(client.send("chat", "text")).isEqualTo(new Reply.Unavailable<>("no connection"));
  }

  @Test
  void a_redirect_is_not_followed_with_the_key() {
    ozon.answers(307, "", Map.of("Location", ozon.base() + "/elsewhere"));
    assertThat(ozon.client().sellerInfo()).isEqualTo(new Reply.Doubtful<>("HTTP 307"));
    assertThat(ozon.asked).hasSize(1);
  }

  @Test
  void a_message_too_long_or_empty_is_refused_before_any_call() {
    ozon.answers(200, "{\"result\":\"success\"}");
    var client = ozon.client();
    assertThat(client.send("chat", "").refusedFor(Refusal.INVALID_REQUEST)).isTrue();
    assertThat(client.send("chat", "я".repeat(1001)).refusedFor(Refusal.INVALID_REQUEST)).isTrue();
    assertThat(ozon.asked).isEmpty();
    assertThat(client.send("chat", "я".repeat(1000))).isEqualTo(new Reply.Ok<>(new Done()));
    assertThat(ozon.asked.getFirst().body().path("text").asText()).isEqualTo("я".repeat(1000));
  }

  @Test
  void reason_402_without_a_message_is_refused_before_any_call() {
    assertThat(ozon.client().cancel(NUMBER, 402, " ").refusedFor(Refusal.INVALID_REQUEST)).isTrue();
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void a_refused_cancel_is_told_by_its_reason() {
    ozon.answers(409, "{\"code\":9,\"message\":\"POSTING_ALREADY_CANCELLED\",\"details\":[]}");
    assertThat(ozon.client().cancel(NUMBER, 352, "out of stock"))
        .isEqualTo(
            new Reply.Refused<>(
                Refusal.POSTING_ALREADY_CANCELLED,
                9,
                "POSTING_ALREADY_CANCELLED, code 9, HTTP 409"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"HAS_INCORRECT_TPL_INTEGRATION_TYPE\"",
        "[\"HAS_INCORRECT_TPL_INTEGRATION_TYPE\"]",
        "{\"code\":\"HAS_INCORRECT_TPL_INTEGRATION_TYPE\"}"
      })
  void a_no_for_one_posting_is_a_no_though_the_answer_is_a_200(String error) {
    ozon.answers(200, tracked(NUMBER.value(), "false", error));
    assertThat(tracked(NUMBER).refusedFor(Refusal.WRONG_INTEGRATION_TYPE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "[]", "null"})
  void a_yes_is_one_for_the_posting_that_was_asked_about(String noError) {
    ozon.answers(200, tracked(NUMBER.value(), "true", noError));
    assertThat(ok(tracked(NUMBER))).isEqualTo(new Done());
    ozon.answers(200, tracked("1-1-1", "true", noError));
    assertThat(tracked(NUMBER)).isInstanceOf(Reply.Doubtful.class);
  }

  @Test
  void each_of_several_postings_has_its_own_answer() {
    var yes = new PostingNumber("1-1-1");
    var no = new PostingNumber("1-2-1");
    var inDoubt = new PostingNumber("1-3-1");
    var leftOut = new PostingNumber("1-4-1");
    var both = new PostingNumber("1-5-1");
    var tooFast = new PostingNumber("1-6-1");
    ozon.answers(
        200,
        """
        {"result":[
          {"posting_number":"1-6-1","result":false,"error":"You have reached request rate limit, retry in 3 seconds"},
          {"posting_number":"1-5-1","result":false,"error":"HAS_INCORRECT_STATUS"},
          {"posting_number":"1-5-1","result":true,"error":""},
          {"posting_number":"1-3-1","result":false,"error":"Internal error"},
          {"posting_number":"1-2-1","result":false,"error":["HAS_INCORRECT_STATUS"]},
          {"posting_number":"1-1-1","result":true,"error":null}]}""");
    var each =
        ok(
            ozon.client()
                .setTrackingNumbers(
                    Stream.of(yes, no, inDoubt, leftOut, both, tooFast)
                        .collect(Collectors.toMap(Function.identity(), _ -> "RB123456785CN"))));
    assertThat(each).containsEntry(yes, new Reply.Ok<>(new Done()));
    assertThat(each.get(no))
        .satisfies(reply -> assertThat(reply.refusedFor(Refusal.WRONG_STATUS)).isTrue());
    assertThat(List.of(inDoubt, leftOut, both))
        .allSatisfy(number -> assertThat(each.get(number)).isInstanceOf(Reply.Doubtful.class));
    assertThat(each).containsEntry(tooFast, new Reply.Throttled<>(Duration.ofSeconds(3)));
    assertThat(ozon.asked).hasSize(1);
  }

  @Test
  void no_more_numbers_are_sent_than_ozon_takes() {
    var many =
        IntStream.rangeClosed(1, OzonSeller.MOST_NUMBERS + 1)
            .boxed()
            .collect(Collectors.toMap(n -> new PostingNumber("1-" + n + "-1"), _ -> "RB1"));
    assertThat(ozon.client().setTrackingNumbers(many).surelyNotDone()).isTrue();
    assertThat(ozon.client().setTrackingNumbers(Map.of()).surelyNotDone()).isTrue();
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void some_goods_are_cancelled_with_words_and_the_answer_is_the_postings_number() {
    ozon.answers(200, "{\"result\":\"" + NUMBER + "\"}");
    assertThat(ok(ozon.client().cancelGoods(NUMBER, 352, "one is broken", Map.of(827098843L, 2))))
        .isEqualTo(new Done());
    assertThat(ozon.asked.getFirst().body())
        .isEqualTo(
            Fixtures.json(
                """
                {"posting_number":"%s","cancel_reason_id":352,"cancel_reason_message":"one is broken",
                 "items":[{"sku":827098843,"quantity":2}]}"""
                    .formatted(NUMBER)));
    ozon.answers(200, "{\"result\":\"1-1-1\"}");
    assertThat(ozon.client().cancelGoods(NUMBER, 352, "one is broken", Map.of(827098843L, 2)))
        .isInstanceOf(Reply.Doubtful.class);
    assertThat(ozon.client().cancelGoods(NUMBER, 352, " ", Map.of(1L, 1)).surelyNotDone()).isTrue();
    assertThat(ozon.client().cancelGoods(NUMBER, 352, "x", Map.of()).surelyNotDone()).isTrue();
    assertThat(ozon.asked).hasSize(2);
  }

  private Reply<Done> tracked(PostingNumber number) {
    return ozon.client()
        .setTrackingNumbers(Map.of(number, "RB123456785CN"))
        .then(each -> requireNonNull(each.get(number)));
  }

  private static String tracked(String posting, String result, String error) {
    return "{\"result\":[{\"posting_number\":\"%s\",\"result\":%s,\"error\":%s}]}"
        .formatted(posting, result, error);
  }

  @Test
  void an_interrupt_before_the_call_leaves_it_surely_not_done() {
    Thread.currentThread().interrupt();
    var reply = ozon.client().send("chat", "text");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reply).isEqualTo(new Reply.Unavailable<>("interrupted before the call"));
    assertThat(ozon.asked).isEmpty();
  }

  @Test
  void an_interrupt_during_the_call_leaves_it_doubtful() throws Exception {
    ozon.hangs();
    var reply = new CompletableFuture<Reply<Done>>();
    var caller = Thread.ofVirtual().start(() -> reply.complete(ozon.client().send("chat", "text")));
    Awaitility.await().until(() -> ozon.asked.size() == 1);
    caller.interrupt();
    assertThat(reply.get(10, TimeUnit.SECONDS))
        .isEqualTo(new Reply.Doubtful<>("interrupted during the call"));
  }

  @Test
  void whoever_listens_is_told_how_each_call_that_was_sent_ended() throws IOException {
    var told = new ArrayList<String>();
    CallListener listener = (method, code, took) -> told.add(method + " " + code);
    var client = listened(ozon.base(), listener);
    ozon.answers(200, "{}");
    client.sellerInfo();
    ozon.answers(200, "<html>");
    client.sellerInfo();
    ozon.answers(429, "", Map.of("Retry-After", "0"));
    client.send("chat", "");
    client.cancelReasons(NUMBER);
    ozon.answers(503, "");
    client.posting(NUMBER);
    ozon.breaks();
    client.posting(NUMBER);
    ozon.hangs();
    client.posting(NUMBER);
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var gone = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      socket.close();
      listened(gone, listener).apiKey();
    }
    assertThat(told)
        .containsExactly(
            "/v1/seller/info 200",
            "/v1/seller/info unreadable",
            "/v1/posting/fbs/cancel-reason 429",
            "/v3/posting/fbs/get 503",
            "/v3/posting/fbs/get broken",
            "/v3/posting/fbs/get timeout",
            "/v1/roles unreachable");
  }

  private static OzonSeller listened(URI base, CallListener listener) {
    return new OzonSeller(
        base,
        Fixtures.STORE,
        StandIn.KEY,
        Turnstile.of(1000, 1000),
        Duration.ofMillis(800),
        listener);
  }

  @Test
  void the_key_is_never_shown() {
    assertThat(ozon.client().toString()).contains("store 15").doesNotContain("secret");
    assertThatThrownBy(
            () ->
                new OzonSeller(
                    ozon.base(),
                    Fixtures.STORE,
                    StandIn.KEY + "\n",
                    Turnstile.of(1, 1),
                    Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void in_shadow_everything_is_read_and_nothing_is_sent_or_changed() {
    ozon.answers(200, "{\"postings\":[],\"has_next\":false}");
    var client = ozon.client().inShadow();
    assertThat(ok(client.unfulfilled(FROM, TO, "")).items()).isEmpty();
    assertThat(ozon.asked).hasSize(1);
    var action = new OzonReturnAction(1, 2, null, "", null, null);
    Stream.<Reply<?>>of(
            client.startChat(NUMBER),
            client.send("chat", "text"),
            client.cancel(NUMBER, 352, ""),
            client.cancelGoods(NUMBER, 352, "why", Map.of(1L, 1)),
            client.setTrackingNumbers(Map.of(NUMBER, "1")),
            client.reportDelivering(NUMBER),
            client.reportLastMile(NUMBER),
            client.reportDelivered(NUMBER),
            client.setDeliveryWindow(NUMBER, FROM, TO),
            client.setCutoff(NUMBER, TO),
            client.answerRequest(1, true, ""),
            client.actOnReturn(action),
            client.openDispute(NUMBER),
            client.resumeDelivery(NUMBER))
        .forEach(reply -> assertThat(reply.refusedFor(Refusal.IN_SHADOW)).isTrue());
    assertThat(ozon.asked).hasSize(1);
  }
}
