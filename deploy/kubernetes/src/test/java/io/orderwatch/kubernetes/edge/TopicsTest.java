package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Topic;
import io.orderwatch.kubernetes.edge.Architecture.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md, the contracts and the services' own configuration tell of the same topics. */
class TopicsTest {

  @Test
  void architecture_tells_the_topics_of_the_contracts_and_dead_letters() {
    var contracts = Arrays.stream(Topic.values()).map(Topic::wireName);
    var deadLetters = Workload.titles().stream().map(each -> each + ".dlq");
    assertThat(Architecture.topics().stream().map(Row::topic))
        .containsExactlyInAnyOrderElementsOf(Stream.concat(contracts, deadLetters).toList());
  }

  @Test
  void architecture_and_contracts_agree_on_what_is_compacted() {
    for (var topic : Topic.values()) {
      assertThat(row(topic.wireName()).kept().isEmpty())
          .as(topic.wireName())
          .isEqualTo(topic.compacted());
    }
  }

  @Test
  void who_consumes_what_is_what_the_services_subscribe_to() {
    for (var service : Workload.values()) {
      assertThat(
              Architecture.topics().stream()
                  .filter(each -> each.consumedBy().contains(service.title()))
                  .map(Row::topic))
          .as(service.title())
          .containsExactlyInAnyOrderElementsOf(service.consumes());
    }
  }

  /** So that a service without a topic that it writes to does not count as started. */
  @Test
  void who_makes_what_is_what_the_services_say_they_write() {
    for (var service : Workload.values()) {
      assertThat(
              Architecture.topics().stream()
                  .filter(each -> each.madeBy().equals(service.title()))
                  .map(Row::topic)
                  .filter(each -> !each.endsWith(".dlq")))
          .as(service.title())
          .containsExactlyInAnyOrderElementsOf(service.writes());
    }
  }

  @Test
  void the_table_is_really_read() {
    assertThat(row("ozon.postings.v1").consumedBy())
        .isEqualTo(List.of("compliance-service", "logistics-service"));
    assertThat(row("order-ingest.dlq").kept()).hasValue(java.time.Duration.ofDays(30));
  }

  private static Row row(String topic) {
    return Architecture.topics().stream()
        .filter(each -> each.topic().equals(topic))
        .findAny()
        .orElseThrow();
  }
}
