package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the NetworkPolicies of a rendering allow, as arrows {@code from -> to:port} between those
 * who are there.
 */
final class Flows {

  private static final Set<String> PRIVATE =
      Set.of("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16");

  /** Labels that need not be named, only their values. */
  private static final Set<String> KNOWN = Set.of("kubernetes.io/metadata.name", "k8s-app");

  /** Arrows that the sender's side allows. */
  final Set<String> out = new TreeSet<>();

  /** Arrows that the receiver's side allows. */
  final Set<String> in = new TreeSet<>();

  /**
   * Who is inside the namespace, by labels: the Deployments' pods and those that operators make.
   */
  private final Map<String, Map<String, String>> inside = new TreeMap<>();

  Flows(Rendered all) {
    all.of("Deployment").forEach(each -> inside.put(each.name(), WiringPolicies.podLabels(each)));
    inside.put(
        "kafka", Map.of("strimzi.io/cluster", "orderwatch", "strimzi.io/name", "orderwatch-kafka"));
    inside.put(
        "kafka-operators",
        Map.of(
            "strimzi.io/cluster", "orderwatch", "strimzi.io/name", "orderwatch-entity-operator"));
    inside.put("gateway", Map.of("gateway.networking.k8s.io/gateway-name", "orderwatch"));
    inside.put("database", Map.of("cnpg.io/cluster", "orderwatch-db"));
    for (var policy : all.of("NetworkPolicy").toList()) {
      var subjects = pods(policy.at("/spec/podSelector"), policy);
      var types = Doc.each(policy.at("/spec/policyTypes")).map(JsonNode::asText).toList();
      for (var each : List.of("Ingress", "Egress")) {
        if (policy.at("/spec").has(each.toLowerCase(java.util.Locale.ROOT))
            && !types.contains(each)) {
          throw new AssertionError(policy.title() + " has rules of a type that it does not name");
        }
      }
      for (var rule : Doc.each(policy.at("/spec/egress")).toList()) {
        join(subjects, peers(rule.path("to"), policy), rule.path("ports"), out);
      }
      for (var rule : Doc.each(policy.at("/spec/ingress")).toList()) {
        join(peers(rule.path("from"), policy), subjects, rule.path("ports"), in);
      }
    }
  }

  /** Arrows between two of ours that one side allows and the other does not. */
  Set<String> halves() {
    var halves = new TreeSet<String>();
    for (var arrow : out) {
      if (within(arrow) && !in.contains(arrow)) {
        halves.add(arrow + " leaves and does not arrive");
      }
    }
    for (var arrow : in) {
      if (within(arrow) && !out.contains(arrow)) {
        halves.add(arrow + " may arrive and never leaves");
      }
    }
    return halves;
  }

  private boolean within(String arrow) {
    var ends = arrow.replaceAll(":[^:]*$", "").split(" -> ", -1);
    return inside.containsKey(ends[0]) && inside.containsKey(ends[1]);
  }

  private static void join(Set<String> from, Set<String> to, JsonNode ports, Set<String> arrows) {
    var names = new ArrayList<String>();
    for (var port : Doc.each(ports).toList()) {
      var number = port.path("port").asText("any port");
      names.add(port.path("protocol").asText("TCP").equals("TCP") ? number : number + "/UDP");
    }
    if (names.isEmpty()) {
      names.add("any port");
    }
    from.forEach(
        one ->
            to.forEach(
                other -> names.forEach(each -> arrows.add(one + " -> " + other + ":" + each))));
  }

  private Set<String> peers(JsonNode peers, Doc policy) {
    var names = new TreeSet<String>();
    for (var peer : Doc.each(peers).toList()) {
      if (peer.has("ipBlock")) {
        names.add(outside(peer.path("ipBlock")));
      } else if (peer.has("namespaceSelector")) {
        var namespace = Doc.texts(peer.at("/namespaceSelector/matchLabels"));
        var pod = Doc.texts(peer.at("/podSelector/matchLabels"));
        names.add(named(namespace) + (pod.isEmpty() ? "" : "/" + named(pod)));
      } else {
        names.addAll(pods(peer.path("podSelector"), policy));
      }
    }
    return names.isEmpty() ? Set.of("anyone") : names;
  }

  private static String named(Map<String, String> labels) {
    return labels.isEmpty()
        ? "any namespace"
        : labels.entrySet().stream()
            .map(each -> KNOWN.contains(each.getKey()) ? each.getValue() : each.toString())
            .sorted()
            .collect(Collectors.joining("+"));
  }

  private static String outside(JsonNode block) {
    var except = Doc.each(block.path("except")).map(JsonNode::asText).collect(Collectors.toSet());
    if (!block.path("cidr").asText().equals("0.0.0.0/0")) {
      return block.path("cidr").asText();
    }
    return except.equals(PRIVATE) ? "the Internet" : except.isEmpty() ? "any address" : "some";
  }

  private Set<String> pods(JsonNode selector, Doc policy) {
    if (selector.isEmpty()) {
      return Set.of("everyone");
    }
    var chosen = new Selector(selector);
    var names =
        inside.entrySet().stream()
            .filter(each -> chosen.takes(each.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.isEmpty()) {
      throw new AssertionError(policy.title() + " selects nobody: " + selector);
    }
    return names;
  }
}
