package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's list of subscribers: each has what it is said to have, and no more. */
class SubscribersTest {

  private static final String[] TWO =
      set(
          "subscribers[0].name=bi",
          "subscribers[0].namespace=analytics",
          "subscribers[0].topics=facts",
          "subscribers[1].name=erp",
          "subscribers[1].namespace=erp-prod",
          "subscribers[1].topics={ozon.shipments.v1}",
          "subscribers[1].commands=true");

  @Test
  void each_of_the_list_has_its_topics_and_keeps_every_policy() {
    var rendered = Helm.render(TWO);
    assertThat(Arrays.stream(Policy.values()).flatMap(each -> each.complaints(rendered).stream()))
        .isEmpty();
    assertThat(rendered.docs().stream().map(StrictModels::complaints).flatMap(List::stream))
        .isEmpty();

    var bi = new TreeSet<>(List.of("group bi. and all that begin so: Describe"));
    bi.add("group bi. and all that begin so: Read");
    for (var topic : Subscribers.PUBLISHED) {
      bi.addAll(List.of("topic " + topic + " Describe", "topic " + topic + " Read"));
    }
    assertThat(rights(rendered, "bi")).isEqualTo(bi);
    assertThat(rights(rendered, "erp"))
        .containsExactly(
            "group erp. and all that begin so: Describe",
            "group erp. and all that begin so: Read",
            "topic ozon.shipment-commands.v1 Describe",
            "topic ozon.shipment-commands.v1 Write",
            "topic ozon.shipments.v1 Describe",
            "topic ozon.shipments.v1 Read");
    var added = new TreeSet<>(new Flows(rendered).in);
    added.removeAll(new Flows(Helm.render()).in);
    assertThat(added).containsExactly("analytics -> kafka:9093", "erp-prod -> kafka:9093");
  }

  private static Set<String> rights(Rendered rendered, String name) {
    return new TreeSet<>(KafkaPolicies.rights(rendered.the("KafkaUser", Subscribers.USER + name)));
  }

  @Test
  void dead_letters_and_commands_are_published_to_nobody() {
    assertThat(Subscribers.PUBLISHED)
        .hasSize(11)
        .noneMatch(each -> each.endsWith(".dlq") || each.equals(Subscribers.COMMANDS));
  }

  @Test
  void the_topics_that_the_chart_takes_are_those_that_are_published() throws IOException {
    var schema = Doc.value(Files.readString(Chart.HOME.resolve("values.schema.json")));
    assertThat(
            Doc.each(
                    schema.at("/properties/subscribers/items/properties/topics/oneOf/1/items/enum"))
                .map(JsonNode::asText))
        .isEqualTo(Subscribers.PUBLISHED);
  }

  /** What the contracts tell subscribers of the brokers is so in every overlay that has some. */
  @Test
  void the_document_of_the_events_names_the_door_that_there_is() throws IOException {
    var document = Kustomize.ROOT.resolve("libs/contracts/src/main/resources/asyncapi.yaml");
    var server = Doc.value(Files.readString(document)).at("/servers/cluster");
    var secured =
        Doc.value(Files.readString(document)).at("/components/securitySchemes/certificate");
    assertThat(secured.path("type").asText()).isEqualTo("X509");
    for (var overlay : Kustomize.OVERLAYS) {
      var kafka = Kustomize.render("overlays/" + overlay).of("Kafka").findAny().orElseThrow();
      var doors =
          Doc.each(kafka.at("/spec/kafka/listeners"))
              .filter(each -> each.path("tls").asBoolean())
              .filter(each -> each.at("/authentication/type").asText().equals("tls"))
              .map(each -> kafka.name() + "-kafka-bootstrap.{namespace}:" + each.path("port"));
      assertThat(doors).as(overlay).containsExactly(server.path("host").asText());
      assertThat(server.at("/variables/namespace/default").asText())
          .isEqualTo(kafka.at("/metadata/namespace").asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "subscribers[0].topics={order-ingest.dlq},         topics",
    "subscribers[0].topics={ozon.shipment-commands.v1}, topics",
    "subscribers[0].topics={},                         topics",
    "subscribers[0].topics=all,                        topics",
    "subscribers[0].topic=facts,                       topic",
    "subscribers[0].name=Bi,                           name",
    "subscribers[0].name=bi.eu,                        name",
    "subscribers[0].name=,                             name",
    "subscribers[0].namespace=null,                    namespace",
    "subscribers[0].namespace=orderwatch,              namespace",
    "subscribers[0].commands=yes,                      commands",
    "subscribers[1].name=bi,                           two subscribers are called bi",
    "kafka.external.bootstrapServers=k:9096,           kafka.external"
  })
  void what_makes_no_sense_is_refused_by_name(String one, String named) {
    var said =
        Helm.template(
            "orderwatch",
            Stream.concat(Stream.of(TWO), Stream.of(set(one))).toArray(String[]::new));
    assertThat(said.done()).isFalse();
    assertThat(said.errors()).contains(named);
  }

  private static String[] set(String... values) {
    return Arrays.stream(values).flatMap(each -> Stream.of("--set", each)).toArray(String[]::new);
  }
}
