package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a pod may be: restricted, bounded, and of a fixed version. */
final class PodPolicies {

  private static final Pattern FIXED =
      Pattern.compile(".+(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]*|@sha256:[0-9a-f]{64})");

  private static final String DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

  private PodPolicies() {}

  static Stream<String> images(Rendered all) {
    return all.docs().stream()
        .flatMap(
            doc ->
                Stream.of("image", "imageName")
                    .flatMap(key -> doc.tree().findValues(key).stream())
                    .filter(each -> !FIXED.matcher(each.asText()).matches())
                    .map(each -> doc.title() + ": no fixed version: " + each.asText()));
  }

  static Stream<String> privileges(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.docs()) {
      if (doc.is("ServiceAccount")) {
        demand(doc, "no token", is(doc.at("/automountServiceAccountToken"), false), wrong);
      }
      for (var key : List.of("hostNetwork", "hostPID", "hostIPC", "hostPath", "hostPort")) {
        demand(doc, "no " + key, doc.tree().findValue(key) == null, wrong);
      }
      for (var user : doc.tree().findValues("runAsUser")) {
        demand(doc, "not root", user.asInt() > 0, wrong);
      }
      for (var nonRoot : doc.tree().findValues("runAsNonRoot")) {
        demand(doc, "runAsNonRoot", is(nonRoot, true), wrong);
      }
      for (var privileged : doc.tree().findValues("privileged")) {
        demand(doc, "not privileged", is(privileged, false), wrong);
      }
      if (doc.is("Kafka")) {
        kafkaPrivileges(doc, wrong);
      }
      if (!doc.is("Deployment")) {
        continue;
      }
      var pod = doc.pod();
      var context = pod.path("securityContext");
      demand(doc, "no token", is(pod.path("automountServiceAccountToken"), false), wrong);
      demand(doc, "no service links", is(pod.path("enableServiceLinks"), false), wrong);
      demand(doc, "runAsNonRoot", is(context.path("runAsNonRoot"), true), wrong);
      var seccomp = context.at("/seccompProfile/type").asText();
      demand(doc, "seccomp RuntimeDefault", seccomp.equals("RuntimeDefault"), wrong);
      for (var container : doc.containers()) {
        containerPrivileges(doc, container.path("securityContext"), wrong);
      }
    }
    return wrong.stream();
  }

  /**
   * Strimzi's containers have the privileges of its templates, and a namespace that enforces {@code
   * restricted} refuses the pod of any that is forgotten; one more asks for the rack.
   */
  private static void kafkaPrivileges(Doc doc, List<String> wrong) {
    var templates =
        new ArrayList<>(
            List.of(
                "/spec/kafka/template/kafkaContainer",
                "/spec/entityOperator/template/topicOperatorContainer",
                "/spec/entityOperator/template/userOperatorContainer"));
    if (!doc.at("/spec/kafka/rack").isMissingNode()) {
      templates.add("/spec/kafka/template/initContainer");
    }
    for (var template : templates) {
      containerPrivileges(doc, doc.at(template + "/securityContext"), wrong);
    }
    for (var part : List.of("kafka", "entityOperator")) {
      var pod = doc.at("/spec/" + part + "/template/pod/securityContext");
      demand(doc, part + " runAsNonRoot", is(pod.path("runAsNonRoot"), true), wrong);
      var seccomp = pod.at("/seccompProfile/type").asText();
      demand(doc, part + " seccomp RuntimeDefault", seccomp.equals("RuntimeDefault"), wrong);
    }
  }

  private static void containerPrivileges(Doc doc, JsonNode own, List<String> wrong) {
    demand(doc, "no escalation", is(own.path("allowPrivilegeEscalation"), false), wrong);
    var dropped = Doc.each(own.at("/capabilities/drop")).map(JsonNode::asText).toList();
    demand(doc, "all capabilities dropped", dropped.equals(List.of("ALL")), wrong);
    demand(doc, "no capability added", own.at("/capabilities/add").isMissingNode(), wrong);
  }

  static Stream<String> readOnlyRoot(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.of("Deployment").toList()) {
      for (var container : doc.containers()) {
        var name = container.path("name").asText();
        var readOnly = container.at("/securityContext/readOnlyRootFilesystem");
        demand(doc, name + " has a read-only root", is(readOnly, true), wrong);
        if (name.equals(doc.name())) {
          var tmp =
              Doc.each(container.path("volumeMounts"))
                  .filter(each -> each.path("mountPath").asText().equals("/tmp"))
                  .map(each -> each.path("name").asText())
                  .collect(Collectors.toSet());
          demand(
              doc, "an emptyDir at /tmp", emptyDirs(doc).stream().anyMatch(tmp::contains), wrong);
        }
      }
    }
    return wrong.stream();
  }

  private static Set<String> emptyDirs(Doc doc) {
    return Doc.each(doc.pod().path("volumes"))
        .filter(each -> each.at("/emptyDir/sizeLimit").isTextual())
        .map(each -> each.path("name").asText())
        .collect(Collectors.toSet());
  }

  static Stream<String> resources(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.of("Deployment").toList()) {
      for (var container : doc.containers()) {
        bounded(doc, container.path("resources"), wrong);
      }
    }
    all.of("Cluster").forEach(each -> bounded(each, each.at("/spec/resources"), wrong));
    all.of("KafkaNodePool").forEach(each -> bounded(each, each.at("/spec/resources"), wrong));
    return wrong.stream();
  }

  private static void bounded(Doc doc, JsonNode resources, List<String> wrong) {
    for (var what : List.of("cpu", "memory")) {
      var request = resources.path("requests").path(what);
      var limit = resources.path("limits").path(what);
      var both = request.isTextual() && limit.isTextual();
      demand(doc, what + " has request and limit", both, wrong);
      if (both) {
        var sane = amount(request).compareTo(amount(limit)) <= 0 && amount(request).signum() > 0;
        demand(doc, what + " requested within its limit", sane, wrong);
      }
    }
  }

  private static java.math.BigDecimal amount(JsonNode quantity) {
    return Quantity.getAmountInBytes(new Quantity(quantity.asText()));
  }

  static Stream<String> spread(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.of("Deployment").filter(each -> Workload.has(each.name())).toList()) {
      var constraints = Doc.each(doc.pod().path("topologySpreadConstraints")).toList();
      var keys = constraints.stream().map(each -> each.path("topologyKey").asText()).toList();
      var both = List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");
      demand(doc, "spread over zones and nodes", keys.containsAll(both), wrong);
      for (var each : constraints) {
        var own = new Selector(each.path("labelSelector"));
        var labels = Doc.texts(doc.at("/spec/template/metadata/labels"));
        var mine =
            each.has("labelSelector") && own.takes(labels) && each.at("/maxSkew").asInt() == 1;
        demand(doc, "spread of its own pods", mine, wrong);
      }
      var first = doc.at("/spec/template/metadata/annotations").path(DEFAULT_CONTAINER).asText();
      demand(doc, "kubectl logs to show the service", first.equals(doc.name()), wrong);
    }
    for (var pool :
        all.of("KafkaNodePool").filter(each -> each.at("/spec/replicas").asInt() > 1).toList()) {
      var apart =
          Doc.each(
                  pool.at(
                      "/spec/template/pod/affinity/podAntiAffinity"
                          + "/requiredDuringSchedulingIgnoredDuringExecution"))
              .filter(each -> each.path("topologyKey").asText().equals("kubernetes.io/hostname"))
              .map(
                  each ->
                      Doc.texts(each.at("/labelSelector/matchLabels")).get("strimzi.io/pool-name"));
      demand(pool, "a node for each", apart.toList().equals(List.of(pool.name())), wrong);
      for (var kafka : all.of("Kafka").toList()) {
        var rack = kafka.at("/spec/kafka/rack/topologyKey").asText();
        demand(
            kafka, "copies in different zones", rack.equals("topology.kubernetes.io/zone"), wrong);
      }
    }
    return wrong.stream();
  }

  static void demand(Doc doc, String what, boolean holds, List<String> wrong) {
    if (!holds) {
      wrong.add(doc.title() + ": demanded: " + what);
    }
  }

  static boolean is(JsonNode node, boolean value) {
    return node.isBoolean() && node.booleanValue() == value;
  }
}
