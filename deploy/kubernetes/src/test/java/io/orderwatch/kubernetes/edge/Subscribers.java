package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Services of others that subscribe: each reads what is published, in groups of its own name, from
 * its own namespace, by certificate and within quotas. Commands are written by who is said to.
 */
final class Subscribers {

  /** So that no Secret that Strimzi makes of a user has the name of another. */
  static final String USER = "subscriber-";

  static final String POLICY = "kafka-from-" + USER;

  /** What anybody may be let read: all but what is asked of us. */
  static final List<String> PUBLISHED =
      Arrays.stream(Topic.values())
          .filter(each -> each != Topic.SHIPMENT_COMMANDS)
          .map(Topic::wireName)
          .toList();

  static final String COMMANDS = Topic.SHIPMENT_COMMANDS.wireName();

  /** Says that the right to write commands is meant. */
  static final String MAY_COMMAND = "orderwatch.io/commands";

  private static final String MEMBERS = "and all that begin so: ";
  private static final Set<String> OURS = Set.of("orderwatch", "kube-system");
  private static final String PORT = "9093";

  private Subscribers() {}

  static boolean is(Doc doc) {
    return doc.is("KafkaUser") && doc.name().startsWith(USER);
  }

  static Stream<String> subscribed(Rendered all) {
    var wrong = new ArrayList<String>();
    var users = all.of("KafkaUser").filter(Subscribers::is).toList();
    for (var user : users) {
      var name = user.name().substring(USER.length());
      demand(user, "a certificate", text(user, "/spec/authentication/type").equals("tls"), wrong);
      demand(user, "ACLs", text(user, "/spec/authorization/type").equals("simple"), wrong);
      rights(user, name, wrong);
      for (var quota : List.of("consumerByteRate", "producerByteRate", "requestPercentage")) {
        demand(user, quota, user.at("/spec/quotas/" + quota).asInt() > 0, wrong);
      }
      var way = all.find("NetworkPolicy", POLICY + name);
      demand(user, "a way to the brokers", way.isPresent(), wrong);
      for (var kafka : all.of("Kafka").toList()) {
        var listener =
            Doc.each(kafka.at("/spec/kafka/listeners"))
                .filter(each -> each.path("port").asText().equals(PORT))
                .filter(each -> each.path("tls").asBoolean())
                .filter(each -> each.at("/authentication/type").asText().equals("tls"));
        demand(kafka, "a listener that asks for certificates", listener.count() == 1, wrong);
      }
    }
    for (var way :
        all.of("NetworkPolicy").filter(each -> each.name().startsWith(POLICY)).toList()) {
      var user = way.name().substring("kafka-from-".length());
      demand(
          way, "someone who goes it", users.stream().anyMatch(e -> e.name().equals(user)), wrong);
      narrow(way, wrong);
    }
    return wrong.stream();
  }

  private static void rights(Doc user, String name, List<String> wrong) {
    var commands = user.at("/metadata/annotations").path(MAY_COMMAND).asText().equals("true");
    var rights = KafkaPolicies.rights(user);
    var may = new TreeSet<String>();
    for (var topic : PUBLISHED) {
      may.add("topic " + topic + " Read");
      may.add("topic " + topic + " Describe");
    }
    var group = "group " + name + ". " + MEMBERS + "Read";
    may.addAll(List.of(group, group.replace("Read", "Describe")));
    var writes = "topic " + COMMANDS + " Write";
    if (commands) {
      may.addAll(List.of(writes, writes.replace("Write", "Describe")));
    }
    var beyond = new TreeSet<>(rights);
    beyond.removeAll(may);
    demand(user, "nothing beside what is its to have: " + beyond, beyond.isEmpty(), wrong);
    var topics = rights.stream().filter(each -> each.startsWith("topic ")).toList();
    demand(user, "something to read or to write", !topics.isEmpty(), wrong);
    demand(user, "the right that is announced", rights.contains(writes) == commands, wrong);
    var reads = topics.stream().anyMatch(each -> each.endsWith(" Read"));
    demand(user, "groups of its own", rights.contains(group) || !reads, wrong);
    for (var right : rights) {
      var looks = right.replaceAll(" (Read|Write)$", " Describe");
      demand(user, looks, rights.contains(looks), wrong);
    }
  }

  /** From one namespace that is not ours, to the brokers' door for certificates. */
  private static void narrow(Doc way, List<String> wrong) {
    var brokers = Map.of("strimzi.io/name", "orderwatch-kafka");
    demand(way, "the brokers", selects(way.at("/spec/podSelector"), brokers), wrong);
    var from = way.at("/spec/ingress/0/from");
    var namespace =
        text(
            way,
            "/spec/ingress/0/from/0/namespaceSelector/matchLabels"
                + "/kubernetes.io~1metadata.name");
    var one =
        way.at("/spec/ingress").size() == 1
            && from.size() == 1
            && selects(
                from.path(0).path("namespaceSelector"),
                Map.of("kubernetes.io/metadata.name", namespace));
    demand(way, "one namespace", one && !namespace.isEmpty() && !OURS.contains(namespace), wrong);
    var ports = way.at("/spec/ingress/0/ports");
    var port = ports.size() == 1 && ports.path(0).path("port").asText().equals(PORT);
    demand(way, "port " + PORT + " alone", port, wrong);
    demand(way, "no way back", !way.at("/spec").has("egress"), wrong);
  }

  private static boolean selects(JsonNode selector, Map<String, String> labels) {
    return selector.size() == 1 && Doc.texts(selector.path("matchLabels")).equals(labels);
  }

  private static String text(Doc doc, String pointer) {
    return doc.at(pointer).asText();
  }
}
