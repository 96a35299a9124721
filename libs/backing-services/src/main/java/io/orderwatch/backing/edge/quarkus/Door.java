package io.orderwatch.backing.edge.quarkus;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service over HTTP as a stranger would.
 *
 * @param service its address
 */
public record Door(URI service) {

  /**
   * Something that is refused.
   *
   * @param request method and path
   * @param expected as {@link #problem} tells it
   */
  public record Wrong(String request, String body, String expected) {}

  /** What a service answers at its management port. */
  public static final List<String> MANAGED =
      List.of(
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/health/started",
          "/q/health/well",
          "/q/metrics");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * From so many characters on a body waits for the service's consent ({@code Expect:
   * 100-continue}): one that answers 413 closes the connection, and whoever still writes then loses
   * the answer.
   */
  private static final int TOO_LONG_TO_PUSH = 1_000_000;

  private static final Pattern FIELD = Pattern.compile("\"field\"\\s*:\\s*\"([^\"]*)\"");
  private static final Pattern PATH = Pattern.compile("^ {2}(/\\S*):$");
  private static final Pattern METHOD = Pattern.compile("^ {4}(get|put|post|delete|patch):$");

  /**
   * @param request method and path, for example {@code GET /api/summary}
   * @param headers names and values in turns
   */
  public HttpResponse<String> ask(String request, @Nullable String body, String... headers) {
    var words = request.split(" ", 2);
    var built =
        HttpRequest.newBuilder(service.resolve(words[1]))
            .method(words[0], BodyPublishers.ofString(body == null ? "" : body))
            .header("Content-Type", "application/json")
            .expectContinue(body != null && body.length() > TOO_LONG_TO_PUSH);
    for (var i = 0; i < headers.length; i += 2) {
      built.setHeader(headers[i], headers[i + 1]);
    }
    try {
      return CLIENT.send(built.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status of a problem and the first field it names, for example {@code 400 reasonId}. */
  public String problem(String request, @Nullable String body, String... headers) {
    var answer = ask(request, body, headers);
    var type = answer.headers().firstValue("Content-Type").orElse("no type");
    if (!type.startsWith("application/problem+json")) {
      return answer.statusCode() + " and no problem but " + type + ": " + answer.body();
    }
    var field = FIELD.matcher(answer.body());
    return answer.statusCode() + (field.find() ? " " + field.group(1) : "");
  }

  /** Which of {@link #MANAGED} is answered here, well or not. */
  public List<String> managed() {
    var known = Set.of(200, 503);
    return MANAGED.stream()
        .filter(path -> known.contains(ask("GET " + path, null).statusCode()))
        .toList();
  }

  /**
   * What is not answered as it is asked for or not at all, or in such a way that a browser guesses
   * what it is.
   */
  public List<String> guessed() {
    var level = "GET /api/log-levels/io.orderwatch";
    var wrong = new ArrayList<String>();
    for (var accepted : List.of("text/html", "text/csv", "nonsense")) {
      var said = problem(level, null, "Accept", accepted);
      if (!said.equals("406")) {
        wrong.add(accepted + ": " + said);
      }
    }
    var typeless = problem("POST /api/nothing", "{}", "Content-Type", "nonsense");
    if (!typeless.equals("415")) {
      wrong.add("no type: " + typeless);
    }
    for (var asked : List.of(level, "GET /api/nothing", "GET /q/nothing")) {
      var said = ask(asked, null).headers().allValues("X-Content-Type-Options");
      if (!said.equals(List.of("nosniff"))) {
        wrong.add(asked + ": " + said);
      }
    }
    return wrong;
  }

  /** The service's endpoints of which none of these requests is one, by its own OpenAPI. */
  public List<String> unasked(Collection<String> requests) {
    var unasked = new ArrayList<String>();
    var path = "";
    for (var line : ask("GET /q/openapi", null).body().lines().toList()) {
      var named = PATH.matcher(line);
      if (named.matches()) {
        path = named.group(1);
      }
      var method = METHOD.matcher(line);
      if (method.matches()) {
        var endpoint = method.group(1).toUpperCase(Locale.ROOT) + " " + path;
        var asked = Pattern.compile(endpoint.replaceAll("\\{\\w+}", "[^/?]+") + "(\\?.*)?");
        if (requests.stream().noneMatch(request -> asked.matcher(request).matches())) {
          unasked.add(endpoint);
        }
      }
    }
    return unasked;
  }
}
