package io.orderwatch.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChoiceSpec {

  static final String KAFKA = "apache/kafka:4.1.1";
  static final String POSTGRES = "postgres:18-alpine";
  static final String REAPER = "testcontainers/ryuk:0.13.0";
  static final Engine READY = new Engine(true, Set.of(KAFKA, POSTGRES, REAPER));
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
  void containers_are_used_if_docker_answers_and_has_the_images() {
    assertThat(Choice.of(Map.of(), () -> READY))
        .isEqualTo(
            new Choice.Chosen(
                Kind.CONTAINERS,
                "A Docker engine answers and has apache/kafka:4.1.1 and postgres:18-alpine."));
  }

  @Test
  void the_choice_tells_of_stand_ins() {
    var engine = new Engine(true, Set.of(REAPER, Images.OFFLINE_KAFKA, Images.OFFLINE_POSTGRES));
    assertThat(Choice.of(Map.of(), () -> engine))
        .isEqualTo(
            new Choice.Chosen(
                Kind.CONTAINERS,
                "A Docker engine answers and has orderwatch-offline/kafka:4.1.1 and"
                    + " orderwatch-offline/postgres:18."));
    assertThat(Choice.of(forced("containers", Map.of()), () -> engine))
        .isEqualTo(
            new Choice.Chosen(
                Kind.CONTAINERS,
                "ORDERWATCH_BACKING asks for containers: orderwatch-offline/kafka:4.1.1 and"
                    + " orderwatch-offline/postgres:18."));
  }

  @Test
  void what_cleans_up_after_a_killed_jvm_is_not_downloaded_unasked_either() {
    var engine = new Engine(true, Set.of(KAFKA, POSTGRES));
    assertThat(kind(Map.of(), engine)).isEqualTo(Kind.EMBEDDED);
    assertThat(kind(Map.of("TESTCONTAINERS_RYUK_DISABLED", "true"), engine))
        .isEqualTo(Kind.CONTAINERS);
  }

  @Test
  void nothing_is_downloaded_unasked() {
    var choice = Choice.of(Map.of(), () -> new Engine(true, Set.of(REAPER)));
    assertThat(choice)
        .isEqualTo(
            new Choice.Chosen(
                Kind.EMBEDDED,
                "Docker answers, but these images are not there and nothing is downloaded unasked:"
                    + " apache/kafka:4.1.1, postgres:18-alpine."));
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
    assertThat(kind(forced("containers", Map.of()), new Engine(true, Set.of(POSTGRES))))
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
