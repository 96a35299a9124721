package io.orderwatch.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChoiceSpec {

  static final Engine READY = new Engine(true, List.of());
  static final Map<String, String> SERVERS =
      Map.of("ORDERWATCH_KAFKA", "kafka:9092", "ORDERWATCH_POSTGRES", "jdbc:postgresql://db/o");

  @Test
  void named_servers_come_first_and_docker_is_not_even_asked() {
    var asked = new AtomicInteger();
    var choice =
        Choice.of(
            SERVERS,
            () -> {
              asked.incrementAndGet();
              return READY;
            });
    assertThat(choice)
        .isEqualTo(
            new Choice.Chosen(
                Kind.EXTERNAL, "ORDERWATCH_KAFKA and ORDERWATCH_POSTGRES name running servers."));
    assertThat(asked).hasValue(0);
  }

  @Test
  void containers_are_used_if_docker_answers_and_has_both_images() {
    assertThat(kind(Map.of(), READY)).isEqualTo(Kind.CONTAINERS);
  }

  @Test
  void nothing_is_downloaded_unasked() {
    var choice = Choice.of(Map.of(), () -> new Engine(true, List.of("postgres:18", "kafka:4")));
    assertThat(choice)
        .isEqualTo(
            new Choice.Chosen(
                Kind.EMBEDDED,
                "Docker answers, but these images are not there and nothing is downloaded unasked:"
                    + " kafka:4, postgres:18."));
  }

  @Test
  void without_servers_and_docker_they_are_embedded() {
    assertThat(kind(Map.of(), Engine.SILENT)).isEqualTo(Kind.EMBEDDED);
  }

  @Test
  void an_empty_variable_counts_as_unset() {
    var empty =
        Map.of("ORDERWATCH_KAFKA", " ", "ORDERWATCH_POSTGRES", "", "ORDERWATCH_BACKING", "");
    assertThat(kind(empty, Engine.SILENT)).isEqualTo(Kind.EMBEDDED);
  }

  @Test
  void what_is_forced_wins() {
    assertThat(kind(forced("embedded", SERVERS), READY)).isEqualTo(Kind.EMBEDDED);
    assertThat(kind(forced("containers", SERVERS), READY)).isEqualTo(Kind.CONTAINERS);
    assertThat(kind(forced("external", SERVERS), READY)).isEqualTo(Kind.EXTERNAL);
    assertThat(kind(forced("containers", Map.of()), new Engine(true, List.of("kafka:4"))))
        .isEqualTo(Kind.CONTAINERS);
  }

  @Test
  void a_forced_choice_that_is_impossible_is_refused() {
    assertThat(Choice.of(forced("containers", Map.of()), () -> Engine.SILENT))
        .isEqualTo(
            new Choice.Impossible("ORDERWATCH_BACKING=containers, but no Docker engine answers"));
    assertThat(Choice.of(forced("external", Map.of("ORDERWATCH_KAFKA", "k:1")), () -> READY))
        .isEqualTo(
            new Choice.Impossible(
                "ORDERWATCH_BACKING=external, but ORDERWATCH_POSTGRES is not set"));
    assertThat(Choice.of(forced("cloud", Map.of()), () -> READY))
        .isEqualTo(
            new Choice.Impossible(
                "ORDERWATCH_BACKING=cloud is none of embedded, containers, external"));
  }

  @Test
  void half_an_address_is_a_mistake_and_not_a_reason_to_use_another_server() {
    assertThat(Choice.of(Map.of("ORDERWATCH_KAFKA", "k:1"), () -> READY))
        .isInstanceOf(Choice.Impossible.class);
    assertThat(kind(forced("embedded", Map.of("ORDERWATCH_KAFKA", "k:1")), READY))
        .isEqualTo(Kind.EMBEDDED);
  }

  static Kind kind(Map<String, String> environment, Engine engine) {
    return ((Choice.Chosen) Choice.of(environment, () -> engine)).kind();
  }

  static Map<String, String> forced(String kind, Map<String, String> others) {
    var all = new java.util.HashMap<>(others);
    all.put("ORDERWATCH_BACKING", kind);
    return all;
  }
}
