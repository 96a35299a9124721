package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Topics and rights are those of ARCHITECTURE.md; no more consumers than partitions. */
final class KafkaPolicies {

  private static final int PARTITIONS = 6;

  /** max.request.size of the mailbox's producer. */
  private static final int LARGEST = 2_097_152;

  private static final Set<String> TOPIC_SETTINGS =
      Set.of("cleanup.policy", "max.message.bytes", "min.insync.replicas", "retention.ms");

  private static final Set<String> BROKER_SETTINGS =
      Set.of(
          "auto.create.topics.enable",
          "default.replication.factor",
          "min.insync.replicas",
          "offsets.retention.minutes",
          "offsets.topic.replication.factor",
          "transaction.state.log.min.isr",
          "transaction.state.log.replication.factor");

  /** KEDA sits in another namespace and has a certificate. */
  private static final String KEDA_DOOR = "orderwatch-kafka-bootstrap.orderwatch:9093";

  private KafkaPolicies() {}

  static Stream<String> topics(Rendered all) {
    var wrong = new ArrayList<String>();
    var there = new TreeSet<String>();
    for (var doc : all.of("Kafka").toList()) {
      var settings = Doc.texts(doc.at("/spec/kafka/config")).keySet();
      demand(doc, "settings that we know", settings.equals(BROKER_SETTINGS), wrong);
    }
    for (var doc : all.of("KafkaTopic").toList()) {
      demand(doc, "to be there once", there.add(doc.name()), wrong);
      demand(doc, "6 partitions", doc.at("/spec/partitions").asInt() == PARTITIONS, wrong);
      var config = doc.at("/spec/config");
      var settings = Doc.texts(config).keySet();
      demand(doc, "settings that we know", TOPIC_SETTINGS.containsAll(settings), wrong);
      demand(doc, "large records", config.path("max.message.bytes").asInt() == LARGEST, wrong);
      var replicas = doc.at("/spec/replicas").asInt();
      demand(doc, "a broker for each copy", replicas >= 1 && replicas <= brokers(all), wrong);
      var least = config.path("min.insync.replicas").asInt();
      demand(doc, "to live on without one broker", least == Math.max(1, replicas - 1), wrong);
      for (var row : Architecture.topics()) {
        if (row.topic().equals(doc.name())) {
          var policy = config.path("cleanup.policy").asText("delete");
          demand(doc, "compaction", policy.equals("compact") == row.kept().isEmpty(), wrong);
          var kept = config.path("retention.ms").asLong(-1);
          var asTold = row.kept().map(each -> each.toMillis() == kept).orElse(kept == -1);
          demand(doc, "kept " + row.kept(), asTold, wrong);
        }
      }
    }
    var told =
        Architecture.topics().stream().map(Architecture.Row::topic).collect(Collectors.toSet());
    if (!there.equals(told)) {
      wrong.add("topics are " + there + ", not " + told);
    }
    return wrong.stream();
  }

  /** Where the brokers are somebody else's, three are taken for granted. */
  private static int brokers(Rendered all) {
    if (all.of("KafkaNodePool").findAny().isEmpty()) {
      return 3;
    }
    return all.of("KafkaNodePool")
        .filter(each -> Doc.each(each.at("/spec/roles")).anyMatch(e -> e.asText().equals("broker")))
        .mapToInt(each -> each.at("/spec/replicas").asInt())
        .sum();
  }

  static Stream<String> access(Rendered all) {
    var wrong = new ArrayList<String>();
    var users = new TreeSet<String>();
    for (var user : all.of("KafkaUser").toList()) {
      users.add(user.name());
      if (Subscribers.is(user)) {
        continue; // looked at there
      }
      demand(user, "ACLs", user.at("/spec/authorization/type").asText().equals("simple"), wrong);
      var rights = rights(user);
      if (Workload.has(user.name())) {
        var needed = needed(user.name());
        demand(user, needed + ", not " + rights, rights.equals(needed), wrong);
      } else {
        var onlyLooks = rights.stream().allMatch(each -> each.endsWith(" Describe"));
        demand(user, "to describe and nothing else", onlyLooks && !rights.isEmpty(), wrong);
      }
    }
    if (!users.containsAll(Workload.titles())) {
      wrong.add("a service has no KafkaUser: " + users);
    }
    return wrong.stream();
  }

  static Set<String> rights(Doc user) {
    return Doc.each(user.at("/spec/authorization/acls"))
        .flatMap(
            acl ->
                Doc.each(acl.path("operations"))
                    .map(
                        operation ->
                            "%s %s %s%s"
                                .formatted(
                                    acl.at("/resource/type").asText(),
                                    acl.at("/resource/name").asText(),
                                    acl.at("/resource/patternType")
                                            .asText("literal")
                                            .equals("literal")
                                        ? ""
                                        : "and all that begin so: ",
                                    operation.asText())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> needed(String service) {
    var needed = new TreeSet<String>();
    for (var row : Architecture.topics()) {
      if (row.madeBy().equals(service)) {
        needed.add("topic " + row.topic() + " Write");
        needed.add("topic " + row.topic() + " Describe");
      }
      if (row.consumedBy().contains(service)) {
        needed.add("topic " + row.topic() + " Read");
        needed.add("topic " + row.topic() + " Describe");
        needed.add("group " + service + " Read");
        needed.add("group " + service + " Describe");
      }
    }
    return needed;
  }

  static Stream<String> scaling(Rendered all) {
    var wrong = new ArrayList<String>();
    var scaled = all.of("ScaledObject").toList();
    for (var doc : scaled) {
      var target = doc.at("/spec/scaleTargetRef/name").asText();
      var deployment = all.the("Deployment", target);
      demand(
          deployment, "no number of pods besides", !deployment.at("/spec").has("replicas"), wrong);
      var least = doc.at("/spec/minReplicaCount").asInt(0);
      demand(
          doc,
          "never to scale to nothing",
          least >= 1 && !doc.at("/spec").has("idleReplicaCount"),
          wrong);
      var topics = new ArrayList<String>();
      for (var trigger : Doc.each(doc.at("/spec/triggers")).toList()) {
        var lag = trigger.path("metadata");
        topics.add(lag.path("topic").asText());
        var address = lag.path("bootstrapServers").asText();
        var secured = lag.path("tls").asText().equals("enable");
        demand(doc, KEDA_DOOR, address.equals(KEDA_DOOR) && secured, wrong);
        demand(doc, "its own group", lag.path("consumerGroup").asText().equals(target), wrong);
        for (var flag : List.of("limitToPartitionsWithLag", "excludePersistentLag")) {
          demand(doc, flag, lag.path(flag).asText().equals("true"), wrong);
        }
        for (var threshold : List.of("lagThreshold", "activationLagThreshold")) {
          demand(doc, threshold, lag.path(threshold).asText().matches("[1-9][0-9]*"), wrong);
        }
        var topic = all.find("KafkaTopic", lag.path("topic").asText());
        var partitions = topic.map(each -> each.at("/spec/partitions").asInt()).orElse(0);
        var most = doc.at("/spec/maxReplicaCount").asInt(100);
        demand(doc, "no more pods than partitions", most >= least && most <= partitions, wrong);
        var access = trigger.at("/authenticationRef/name").asText();
        demand(doc, access, all.find("TriggerAuthentication", access).isPresent(), wrong);
      }
      var consumed =
          Arrays.stream(Workload.values())
              .filter(each -> each.title().equals(target))
              .flatMap(each -> each.consumes().stream())
              .toList();
      demand(doc, "a trigger for each of " + consumed, topics.equals(consumed), wrong);
    }
    if (!scaled.isEmpty()) {
      var names =
          scaled.stream().map(each -> each.at("/spec/scaleTargetRef/name").asText()).toList();
      for (var service : Workload.values()) {
        if (names.contains(service.title()) == service.consumes().isEmpty()) {
          wrong.add("whoever consumes is scaled, and nobody else: " + names);
        }
      }
    }
    for (var doc :
        all.of("Deployment").filter(each -> !names(scaled).contains(each.name())).toList()) {
      demand(doc, "a pod at least", doc.at("/spec/replicas").asInt(0) >= 1, wrong);
    }
    return wrong.stream();
  }

  private static List<String> names(List<Doc> scaled) {
    return scaled.stream()
        .map(each -> each.at("/spec/scaleTargetRef/name"))
        .map(JsonNode::asText)
        .toList();
  }
}
