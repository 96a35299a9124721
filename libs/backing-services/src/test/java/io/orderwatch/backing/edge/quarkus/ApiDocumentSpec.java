package io.orderwatch.backing.edge.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds its planted offender, and nothing in a document that keeps all. */
class ApiDocumentSpec {

  private static final String KEPT =
      """
      {"openapi": "3.1.0", "info": {"title": "planted", "version": "1"},
       "paths": {"/api/things/{id}": {"get": {
         "operationId": "thing", "summary": "A thing",
         "parameters": [{"name": "id", "in": "path", "required": true, "description": "Which.",
                         "schema": {"type": "string"}}],
         "responses": {
           "200": {"description": "OK", "content": {"application/json": {
             "schema": {"$ref": "#/components/schemas/Thing"}}}},
           "404": {"description": "No.", "content": {"application/problem+json": {
             "schema": {"type": "object"}}}}}}}},
       "components": {"schemas": {"Thing": {"type": "object", "required": ["at"], "properties": {
         "at": {"type": "string", "format": "date-time", "description": "When."}}}}}}
      """;

  static List<Arguments> offenders() {
    return List.of(
        Arguments.of("\"summary\": \"A thing\"", "\"summary\": \" \"", "has no summary"),
        Arguments.of("\"thing\"", "\"ThingsApi_thing\"", "is called what another is, or badly"),
        Arguments.of("\"200\"", "\"303\"", "has no success"),
        Arguments.of("\"200\"", "\"204\"", "has no body, or one that it should not have, with 204"),
        Arguments.of("{\"type\": \"object\"}", "{}", "has no schema for 404"),
        Arguments.of("problem+json", "json", "refuses by no problem with 404"),
        Arguments.of("\"description\": \"Which.\",", "", "says nothing of its parameter id"),
        Arguments.of(", \"description\": \"When.\"", "", "nothing is said of Thing.at"),
        Arguments.of("\"Thing\":", "\"Thing1\":", "a schema is called Thing1"),
        Arguments.of("\"Thing\":", "\"Other\":", "nothing is at #/components/schemas/Thing"),
        Arguments.of("\"in\": \"path\"", "\"in\": \"nowhere\"", "in is not of type"));
  }

  @Test
  void what_keeps_all_rules_has_no_fault() {
    assertThat(new ApiDocument(KEPT).faults()).isEmpty();
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("offenders")
  void a_planted_offender_is_found(String kept, String broken, String fault) {
    assertThat(KEPT).contains(kept);
    assertThat(new ApiDocument(KEPT.replace(kept, broken)).faults())
        .anyMatch(each -> each.contains(fault));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(200, "application/json", "{\"at\": \"2026-11-01T10:00:00Z\"}", ""),
        Arguments.of(404, "application/problem+json", "{}", ""),
        Arguments.of(409, "application/problem+json", "{}", "is answered with 409"),
        Arguments.of(200, "text/html", "<p>", "of the type text/html"),
        Arguments.of(200, "application/json", "{\"at\": \"soon\"}", "date-time"),
        Arguments.of(200, "application/json", "{}", "'at'"));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("answers")
  void an_answer_that_is_not_documented_is_found(int status, String type, String body, String fault)
      throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        asked -> {
          asked.getResponseHeaders().set("Content-Type", type);
          asked.sendResponseHeaders(status, body.length());
          asked.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          asked.close();
        });
    server.start();
    try {
      var door = new Door(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
      var answer = door.ask("GET /api/things/7", null);
      var told = new ApiDocument(KEPT).undocumented("GET /api/things/7", answer);
      if (fault.isEmpty()) {
        assertThat(told).isEmpty();
      } else {
        assertThat(told).singleElement().asString().contains(fault);
      }
    } finally {
      server.stop(0);
    }
  }
}
