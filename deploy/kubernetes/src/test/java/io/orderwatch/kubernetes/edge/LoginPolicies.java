package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where people log in they do so at each service that they come to, and the issuer can send them
 * back. Nobody believes a header that says who asks: for that a proxy would have to stand before
 * every way to the service.
 */
final class LoginPolicies {

  private static final Set<String> HEADERS =
      Set.of("ORDERWATCH_REQUESTER_HEADERS", "ORDERWATCH_ROLES_HEADER");

  /** X-Forwarded-* and its like: whoever reaches the port could write them. */
  private static final String FORWARDED = "QUARKUS_HTTP_PROXY_";

  private static final String ENABLED = "ORDERWATCH_LOGIN_ENABLED";

  /**
   * Asks nobody who he is: a route leads to its pushes alone, which hold nothing that is believed.
   */
  private static final String PUSHED = "order-ingest";

  private static final String PUSHES = "/ozon/push";
  private static final String WAY_BACK = "/oauth2";
  private static final String ISSUER = "the Internet:443";

  private LoginPolicies() {}

  /** Whether whoever comes to the pods of this Deployment must have logged in. */
  static boolean asks(Rendered all, Doc deployment) {
    return "true".equals(settings(all, deployment).get(ENABLED));
  }

  static Stream<String> asked(Rendered all) {
    var wrong = new ArrayList<String>();
    var login = all.of("ConfigMap").anyMatch(each -> each.name().matches("oidc-.*"));
    for (var doc : all.of("Deployment").filter(each -> Workload.has(each.name())).toList()) {
      var settings = settings(all, doc);
      for (var header : HEADERS) {
        demand(
            doc, "to believe no header, but for " + header, !settings.containsKey(header), wrong);
      }
      var forwarded =
          settings.keySet().stream().filter(each -> each.startsWith(FORWARDED)).toList();
      demand(
          doc,
          "to read no header of a gateway's, but for " + forwarded,
          forwarded.isEmpty(),
          wrong);
      if (doc.name().equals(PUSHED)) {
        pushesAlone(all, doc, wrong);
      } else if (login) {
        demand(doc, "a login", asks(all, doc), wrong);
        demand(
            doc, "cookies by https alone", !settings.containsKey("ORDERWATCH_LOGIN_HTTPS"), wrong);
        var way = new Flows(all).out.contains(doc.name() + " -> " + ISSUER);
        demand(doc, "a way to the issuer", way, wrong);
        for (var rule : rulesTo(all, doc.name())) {
          demand(doc, "a way back from the issuer", paths(rule).contains(WAY_BACK), wrong);
        }
      }
    }
    return wrong.stream();
  }

  private static Map<String, String> settings(Rendered all, Doc doc) {
    var settings = new HashMap<String, String>();
    for (var source : doc.main().findValues("configMapRef")) {
      all.find("ConfigMap", source.path("name").asText())
          .ifPresent(each -> settings.putAll(Doc.texts(each.at("/data"))));
    }
    Doc.each(doc.main().path("env"))
        .forEach(
            each ->
                settings.put(each.path("name").asText(), each.path("value").asText("elsewhere")));
    return settings;
  }

  private static void pushesAlone(Rendered all, Doc doc, List<String> wrong) {
    for (var rule : rulesTo(all, doc.name())) {
      var paths = paths(rule);
      var pushes = !paths.isEmpty() && paths.stream().allMatch(PUSHES::equals);
      demand(doc, "routes of pushes alone, not " + paths, pushes, wrong);
    }
  }

  private static List<String> paths(JsonNode rule) {
    return Doc.each(rule.path("matches")).map(each -> each.at("/path/value").asText()).toList();
  }

  private static List<JsonNode> rulesTo(Rendered all, String service) {
    return all.of("HTTPRoute")
        .flatMap(route -> Doc.each(route.at("/spec/rules")))
        .filter(
            rule ->
                Doc.each(rule.path("backendRefs"))
                    .anyMatch(each -> each.path("name").asText().equals(service)))
        .toList();
  }
}
