package io.orderwatch.ozon.edge;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Deadline;
import io.orderwatch.ozon.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * One store's line to Ozon: waits its turn, sends one POST, once, and says how it ended. Nothing is
 * ever sent a second time here; whether to try again is the caller's decision.
 */
final class OzonLine {
  private static final long LARGEST_ANSWER = 32L << 20;

  /**
   * One for all stores: each HttpClient owns threads, and a program may serve hundreds of them.
   * Made at the first call and not before: its TLS takes a tenth of a service's start.
   */
  private static final class Shared {
    // HTTP/1.1, and no redirects, so that the key goes to no other host
    private static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  private final URI base;
  private final StoreId store;
  private final String apiKey;
  private final Turnstile turnstile;
  private final Duration timeout;
  private final CallListener listener;

  /** One exchange: what it means and, for those who count, its status or why there is none. */
  private record Ended(String code, Reply<JsonNode> reply) {}

  OzonLine(
      URI base,
      StoreId store,
      String apiKey,
      Turnstile turnstile,
      Duration timeout,
      CallListener listener) {
    // HttpRequest would quote a bad header value in its exception: the key is checked before.
    if (!apiKey.matches("[!-~]+")) {
      throw new IllegalArgumentException(
          "the API key of store " + store + " is empty or holds characters that no key has");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a call to Ozon needs some time");
    }
    this.base = base;
    this.store = store;
    this.apiKey = apiKey;
    this.turnstile = turnstile;
    this.timeout = timeout;
    this.listener = listener;
  }

  Reply<JsonNode> call(String path, JsonNode body) {
    try {
      var pause = turnstile.pass(timeout);
      if (!pause.isZero()) {
        return new Reply.Throttled<>(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Unavailable<>("interrupted before the call");
    }
    if (Deadline.over()) {
      return new Reply.Unavailable<>("too late to begin a request");
    }
    var began = System.nanoTime();
    var ended = exchange(request(path, body));
    listener.ended(path, ended.code(), Duration.ofNanos(System.nanoTime() - began));
    ended.reply().ok().map(answer -> Shape.drifts(path, answer)).ifPresent(listener::drifted);
    return ended.reply();
  }

  private HttpRequest request(String path, JsonNode body) {
    return HttpRequest.newBuilder(base.resolve(path))
        .header("Client-Id", store.value())
        .header("Api-Key", apiKey)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("User-Agent", "orderwatch")
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
  }

  private Ended exchange(HttpRequest request) {
    // Not HttpRequest.timeout: it stops counting at the headers, and a stalled body would hang us.
    var answer =
        Shared.CLIENT.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return read(answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Ended("timeout", new Reply.Doubtful<>("no answer within " + timeout));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Ended("broken", new Reply.Doubtful<>("interrupted during the call"));
    } catch (ExecutionException e) {
      return failed(requireNonNullElse(e.getCause(), e));
    }
  }

  private Ended read(HttpResponse<byte[]> answer) {
    answer.headers().firstValue("Date").flatMap(RetryAfter::date).ifPresent(listener::dated);
    var retryAfter = retryAfter(answer.headers());
    var reply = OzonAnswers.read(answer.statusCode(), retryAfter, answer.body());
    if (reply instanceof Reply.Throttled<JsonNode>(var after)) {
      turnstile.exceeded(after);
    } else {
      remaining(answer.headers());
    }
    var unreadable = answer.statusCode() == 200 && reply instanceof Reply.Doubtful<JsonNode>;
    return new Ended(unreadable ? "unreadable" : "" + answer.statusCode(), reply);
  }

  /** Only the class of a failure is told: its message could quote what was sent. */
  private static Ended failed(Throwable cause) {
    var reply = meaning(cause);
    return new Ended(reply.surelyNotDone() ? "unreachable" : "broken", reply);
  }

  private static Reply<JsonNode> meaning(Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> new Reply.Unavailable<>("connecting took too long");
      case ConnectException _ -> new Reply.Unavailable<>("no connection");
      case SSLHandshakeException _ -> new Reply.Unavailable<>("TLS handshake failed");
      case IOException _ -> new Reply.Doubtful<>("the connection broke");
      default -> new Reply.Doubtful<>("the call failed: " + cause.getClass().getSimpleName());
    };
  }

  /** Null if the headers name no time. A date is compared with Ozon's own clock. */
  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    var now = headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(Instant::now);
    return headers
        .firstValue("Retry-After")
        .flatMap(header -> RetryAfter.inHeader(header, now))
        .orElse(null);
  }

  private void remaining(HttpHeaders headers) {
    var left = headers.firstValue("Ratelimit-Remaining").map(OzonLine::wholeNumber).orElse(-1L);
    if (left >= 0) {
      turnstile.left((int) Math.min(left, Integer.MAX_VALUE));
    }
  }

  /** -1 if it is no whole number. */
  private static long wholeNumber(String header) {
    return header.strip().matches("[0-9]{1,18}") ? Long.parseLong(header.strip()) : -1;
  }

  @Override
  public String toString() {
    return "store " + store + " at " + base.getHost();
  }
}
