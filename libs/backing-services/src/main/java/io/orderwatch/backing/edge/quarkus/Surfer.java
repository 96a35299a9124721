package io.orderwatch.backing.edge.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody at a browser who logs in at an {@link Issuer}: it keeps cookies and goes where it is
 * sent.
 */
public final class Surfer implements AutoCloseable {

  private static final String PAGE = "text/html,application/xhtml+xml,*/*;q=0.8";
  private static final int MOST_REDIRECTS = 10;

  private final List<String> given = new CopyOnWriteArrayList<>();
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
  private final URI service;
  private final String name;
  private final List<String> groups;

  public Surfer(URI service, String name, String... groups) {
    this.service = service;
    this.name = name;
    this.groups = List.of(groups);
  }

  /** Goes to a page, and logs in on the way if he must. */
  public HttpResponse<String> visits(String path) {
    var answer = opens(path);
    for (var n = 0;
        n < MOST_REDIRECTS && answer.headers().firstValue("Location").isPresent();
        n++) {
      answer = follows(answer);
      if (answer.body().contains("name=\"username\"")) {
        answer =
            send(
                HttpRequest.newBuilder(answer.uri())
                    .POST(form("username", name, "claims", claims())));
      }
    }
    return answer;
  }

  private String claims() {
    return groups.stream()
        .map(each -> '"' + each + '"')
        .collect(
            Collectors.joining(",", "{\"preferred_username\":\"" + name + "\",\"groups\":[", "]}"));
  }

  /** Goes to a page and nowhere else. */
  public HttpResponse<String> opens(String path) {
    return send(request(path).header("Accept", PAGE).GET());
  }

  /** Goes where he was sent. */
  public HttpResponse<String> follows(HttpResponse<String> sent) {
    var to = sent.uri().resolve(sent.headers().firstValue("Location").orElseThrow());
    return send(HttpRequest.newBuilder(to).header("Accept", PAGE).GET());
  }

  /** Names and values in turns. */
  public HttpResponse<String> posts(String path, String... fields) {
    return send(request(path).header("Accept", PAGE).POST(form(fields)));
  }

  private static HttpRequest.BodyPublisher form(String... fields) {
    return BodyPublishers.ofString(
        Stream.iterate(0, n -> n < fields.length, n -> n + 2)
            .map(n -> fields[n] + "=" + URLEncoder.encode(fields[n + 1], UTF_8))
            .collect(Collectors.joining("&")));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(service.resolve(path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    var built = request.build();
    if (built.method().equals("POST") && built.headers().firstValue("Content-Type").isEmpty()) {
      return send(request.header("Content-Type", "application/x-www-form-urlencoded"));
    }
    try {
      var answer = http.send(built, BodyHandlers.ofString(UTF_8));
      given.addAll(answer.headers().allValues("Set-Cookie"));
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All cookies that he was ever given, as they were sent. */
  public List<String> given() {
    return given;
  }

  /** What his browser keeps. */
  public List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  @Override
  public void close() {
    http.close();
  }
}
