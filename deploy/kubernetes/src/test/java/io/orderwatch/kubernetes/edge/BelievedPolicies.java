package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who believes a header that says who asks stands behind the proxy that writes it: no route and no
 * NetworkPolicy leads past the proxy, but for callers of ours that are named here.
 */
final class BelievedPolicies {

  private static final Set<String> HEADERS =
      Set.of("ORDERWATCH_REQUESTER_HEADERS", "ORDERWATCH_ROLES_HEADER");

  /** What takes such headers away from whoever sends them. */
  private static final String PROXY = "login";

  /** Open to the gateway without a proxy, but only where nobody is asked who he is. */
  private static final String PUSHED = "order-ingest";

  private static final String PUSHES = "/ozon/push";

  /**
   * Prometheus looks at {@code /q}, what a person does goes from the page to its neighbours, and
   * the page asks how fresh is what it shows.
   */
  private static final Map<String, Set<String>> CALLERS =
      Map.of(
          "order-ingest", Set.of("monitoring", "simulator", "compliance-service"),
          "compliance-service", Set.of("monitoring"),
          "notification-service", Set.of("monitoring", "compliance-service"),
          "logistics-service", Set.of("monitoring", "compliance-service"));

  private BelievedPolicies() {}

  static Stream<String> proxied(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.of("Deployment").filter(each -> Workload.has(each.name())).toList()) {
      if (believes(all, doc)) {
        var proxy = doc.containers().stream().filter(each -> named(each, PROXY)).findAny();
        if (proxy.isPresent()) {
          behind(all, doc, proxy.get(), wrong);
        } else {
          demand(doc, "a proxy that writes the headers", doc.name().equals(PUSHED), wrong);
          pushesAlone(all, doc, wrong);
        }
      }
    }
    return wrong.stream();
  }

  private static boolean believes(Rendered all, Doc doc) {
    var settings = new HashMap<String, String>();
    for (var source : doc.main().findValues("configMapRef")) {
      all.find("ConfigMap", source.path("name").asText())
          .ifPresent(each -> settings.putAll(Doc.texts(each.at("/data"))));
    }
    Doc.each(doc.main().path("env"))
        .forEach(
            each ->
                settings.put(each.path("name").asText(), each.path("value").asText("elsewhere")));
    return HEADERS.stream().anyMatch(each -> !settings.getOrDefault(each, "").isBlank());
  }

  private static void behind(Rendered all, Doc doc, JsonNode proxy, List<String> wrong) {
    var own = port(doc.main());
    var upstream = "http://127.0.0.1:" + own;
    var given =
        Doc.each(proxy.path("env"))
            .filter(each -> each.path("name").asText().equals("OAUTH2_PROXY_UPSTREAMS"))
            .map(each -> each.path("value").asText())
            .toList();
    demand(doc, "a proxy before " + upstream, given.equals(List.of(upstream)), wrong);
    var ports = Set.of(PROXY, port(proxy));
    var known = CALLERS.getOrDefault(doc.name(), Set.of());
    var inner = new TreeSet<String>();
    for (var port : Doc.each(all.the("Service", doc.name()).at("/spec/ports")).toList()) {
      if (!ports.contains(port.path("targetPort").asText())) {
        inner.add(port.path("port").asText());
      }
    }
    var calledInside = known.stream().anyMatch(Workload::has);
    demand(doc, "a Service to its proxy alone", inner.isEmpty() || calledInside, wrong);
    for (var rule : rulesTo(all, doc.name())) {
      var past = Doc.each(rule.path("backendRefs")).map(each -> each.path("port").asText());
      demand(doc, "routes to its proxy", past.noneMatch(inner::contains), wrong);
    }
    var past = new TreeSet<>(callers(all, doc, own));
    past.removeAll(known);
    demand(doc, "nobody past its proxy, but for " + past, past.isEmpty(), wrong);
  }

  /** Without a proxy, what the gateway leads to it is where nobody is asked. */
  private static void pushesAlone(Rendered all, Doc doc, List<String> wrong) {
    for (var rule : rulesTo(all, doc.name())) {
      var paths =
          Doc.each(rule.path("matches")).map(each -> each.at("/path/value").asText()).toList();
      var pushes = !paths.isEmpty() && paths.stream().allMatch(PUSHES::equals);
      demand(doc, "a proxy, or routes of pushes alone, not " + paths, pushes, wrong);
    }
    var others = new TreeSet<>(callers(all, doc, port(doc.main())));
    others.removeAll(CALLERS.getOrDefault(doc.name(), Set.of()));
    others.removeIf(each -> each.equals("gateway") || each.equals("orderwatch.io/gateway=true"));
    demand(doc, "the gateway and nobody else, not " + others, others.isEmpty(), wrong);
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

  /** Who may come to that port by the NetworkPolicies, as {@link Flows} names them. */
  private static Set<String> callers(Rendered all, Doc doc, String port) {
    return new Flows(all)
        .in.stream()
            .map(arrow -> arrow.split(" -> ", 2))
            .filter(
                ends ->
                    Stream.of(doc.name(), "everyone")
                        .flatMap(to -> Stream.of(to + ":" + port, to + ":http", to + ":any port"))
                        .anyMatch(ends[1]::equals))
            .map(ends -> ends[0])
            .collect(Collectors.toSet());
  }

  private static String port(JsonNode container) {
    return container.at("/ports/0/containerPort").asText();
  }

  private static boolean named(JsonNode container, String name) {
    return container.path("name").asText().equals(name);
  }
}
