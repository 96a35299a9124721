package io.orderwatch.compliance.board.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** A browser of somebody who belongs to these groups. */
final class Browser implements AutoCloseable {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI address;
  private final String name;
  private final String groups;

  Browser(URI address, String name, String groups) {
    this.address = address;
    this.name = name;
    this.groups = groups;
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** What its forms bring back. */
  String token() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("orderwatch-form"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** These fields with what makes them a form of the page. */
  String[] form(String... fields) {
    return Stream.concat(
            Stream.of("form", token(), "id", "f-" + fields.length, "lang", "en"), Stream.of(fields))
        .toArray(String[]::new);
  }

  HttpResponse<String> post(String path, String... fields) {
    var form =
        Stream.iterate(0, n -> n < fields.length, n -> n + 2)
            .map(n -> fields[n] + "=" + URLEncoder.encode(fields[n + 1], UTF_8))
            .collect(joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("X-User", name)
        .header("X-Groups", groups);
  }

  @Override
  public void close() {
    http.close();
  }
}
