package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a pod is asked for its health, and how long it may take to stop. */
final class ProbePolicies {

  /** An outage of Kafka or PostgreSQL must not be over sooner than a starting pod's patience. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** What the producer is given to empty itself after Quarkus has stopped. */
  private static final Duration PRODUCER = Duration.ofSeconds(5);

  /** Where health and metrics are told to whoever asks, and nothing can be commanded. */
  static final String MANAGEMENT = "management";

  private ProbePolicies() {}

  /** The number of that port, as a service's container says it; 0 if it has none. */
  static int management(Doc deployment) {
    return Doc.each(deployment.main().path("ports"))
        .filter(each -> each.path("name").asText().equals(MANAGEMENT))
        .mapToInt(each -> each.path("containerPort").asInt())
        .findAny()
        .orElse(0);
  }

  static Stream<String> probes(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.of("Deployment").toList()) {
      for (var container : doc.containers()) {
        var ports =
            Doc.each(container.path("ports")).map(each -> each.path("name").asText()).toList();
        for (var probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
          var get = container.path(probe).path("httpGet");
          demand(
              doc,
              probe + " on a port of its own",
              ports.contains(get.path("port").asText()),
              wrong);
        }
        if (Workload.has(container.path("name").asText())) {
          service(doc, container, wrong);
        }
      }
    }
    return wrong.stream();
  }

  /** Wellness and readiness may fall with a broker or a database; liveness and startup must not. */
  private static void service(Doc doc, JsonNode container, List<String> wrong) {
    demand(doc, "the image's management port", management(doc) == Workload.management(), wrong);
    path(doc, container, "startupProbe", "/q/health/started", wrong);
    path(doc, container, "readinessProbe", "/q/health/ready", wrong);
    path(doc, container, "livenessProbe", "/q/health/live", wrong);
    var startup = container.path("startupProbe");
    var patience =
        Duration.ofSeconds(
            startup.path("periodSeconds").asLong(10) * startup.path("failureThreshold").asLong(3));
    demand(doc, "a startup of " + PATIENCE, patience.compareTo(PATIENCE) >= 0, wrong);
    var liveness = container.path("livenessProbe");
    demand(doc, "slow to kill", liveness.path("failureThreshold").asInt(3) >= 3, wrong);
  }

  private static void path(
      Doc doc, JsonNode container, String probe, String path, List<String> wrong) {
    var get = container.path(probe).path("httpGet");
    demand(doc, probe + " asks " + path, get.path("path").asText().equals(path), wrong);
    demand(doc, probe + " at " + MANAGEMENT, get.path("port").asText().equals(MANAGEMENT), wrong);
  }

  static Stream<String> stopping(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var service : Workload.values()) {
      var doc = all.the("Deployment", service.title());
      var grace = Duration.ofSeconds(doc.pod().path("terminationGracePeriodSeconds").asLong(30));
      for (var container : doc.containers()) {
        var pause = container.at("/lifecycle/preStop/sleep/seconds").asLong();
        demand(doc, "a pause before it stops", pause > 0, wrong);
        var needed = Duration.ofSeconds(pause).plus(service.shutdown()).plus(PRODUCER);
        demand(doc, "more than " + needed + " to stop", grace.compareTo(needed) > 0, wrong);
      }
      var strategy = doc.at("/spec/strategy/rollingUpdate/maxUnavailable");
      demand(doc, "renewed without a gap", strategy.isInt() && strategy.asInt() == 0, wrong);
    }
    return wrong.stream();
  }
}
