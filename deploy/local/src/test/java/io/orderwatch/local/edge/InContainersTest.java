package io.orderwatch.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.Choice;
import io.orderwatch.backing.Engine;
import io.orderwatch.backing.Images;
import io.orderwatch.backing.Kind;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code ./run --containers}: with stand-ins for images or without. */
class InContainersTest {

  private static final String KAFKA = "apache/kafka:4.1.1";
  private static final Engine EMPTY = new Engine(true, Set.of());

  private final SetConfig config =
      SetConfig.of(
          Path.of("anywhere"), new Ports(9100), ScaledClock.real(), new Ozon.Simulated("living"));

  @Test
  void an_engine_without_a_single_image_takes_the_official_ones_and_says_what_it_downloads() {
    var set = config.inContainers(Map.of());
    assertThat(Choice.of(set.environment(), () -> EMPTY))
        .isInstanceOfSatisfying(
            Choice.Chosen.class, chosen -> assertThat(chosen.kind()).isEqualTo(Kind.CONTAINERS));
    var images = Images.of(set.environment(), Set.of());
    assertThat(images.kafka()).isEqualTo(KAFKA);
    assertThat(images.postgres()).isEqualTo("postgres:18-alpine");
    assertThat(images.notice(Set.of()))
        .hasValueSatisfying(each -> assertThat(each).contains(KAFKA));
    assertThat(set.programs().service(ServiceName.INGEST))
        .isEqualTo(new Program.Image("orderwatch/order-ingest:0.1.0"));
  }

  @Test
  void another_place_for_kafka_and_postgresql_stays_where_it_is_named() {
    var elsewhere = Map.of(Choice.FORCED, "external", Programs.IMAGE_TAG, "0.2.0");
    var set = config.inContainers(elsewhere);
    assertThat(set.environment()).doesNotContainKey(Choice.FORCED);
    assertThat(set.programs().simulator())
        .isEqualTo(new Program.Image("orderwatch/simulator:0.2.0"));
  }
}
