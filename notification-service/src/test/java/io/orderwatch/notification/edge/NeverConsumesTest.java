package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.operations.edge.UnreadRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A service without the right to read in its group is alive, ready and reads nothing. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
@QuarkusTestResource(value = NeverConsumesTest.Refused.class, restrictToAnnotatedClass = true)
class NeverConsumesTest {

  private static final Pattern OLDEST = Pattern.compile("\"oldest-ms\"\\s*:\\s*([0-9]+)");

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  UnreadRecords unread;

  /** Takes from the service's group the right to read, for as long as this test runs. */
  public static final class Refused implements QuarkusTestResourceLifecycleManager {

    private static final AclBinding LOOKS =
        new AclBinding(
            new ResourcePattern(ResourceType.GROUP, "notification-service", PatternType.LITERAL),
            new AccessControlEntry(
                "User:ANONYMOUS", "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));

    @Override
    public Map<String, String> start() {
      asking(admin -> admin.createAcls(List.of(LOOKS)).all().get());
      return Map.of();
    }

    @Override
    public void stop() {
      asking(admin -> admin.deleteAcls(List.of(LOOKS.toFilter())).all().get());
    }

    private interface Asked {
      void of(Admin admin) throws ExecutionException, InterruptedException;
    }

    private static void asking(Asked asked) {
      try (var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
        asked.of(admin);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void it_is_not_well_though_one_record_alone_waits() {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka()), new StringSerializer(), new StringSerializer())) {
      var _ = producer.send(new ProducerRecord<>("ozon.passports.v1", "1001:1-1", "{}"));
    }
    var door = new Door(management);
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(oldest(well(door))).isGreaterThan(5_000));
    assertThat(unread.behind()).isGreaterThan(Duration.ofSeconds(5));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(door.ask("GET /q/health/started", null).statusCode()).isEqualTo(200));
    assertThat(door.ask("GET /q/health/live", null).statusCode()).isEqualTo(200);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> assertThat(door.ask("GET /q/health/ready", null).statusCode()).isEqualTo(200));
    var well = door.ask("GET /q/health/well", null);
    assertThat(well.statusCode()).isEqualTo(503);
    assertThat(checked(well.body(), "partitions are assigned"))
        .contains("DOWN")
        .containsPattern("\"here\"\\s*:\\s*0\\b");
    assertThat(checked(well.body(), "broker answers")).contains("UP");
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(checked(door.ask("GET /q/health/well", null).body(), "channels keep up"))
                    .contains("DOWN"));
  }

  private static String well(Door door) {
    return door.ask("GET /q/health/well", null).body();
  }

  /** In milliseconds; the gauges of a JVM that starts several services are those of the first. */
  private static long oldest(String well) {
    var found = OLDEST.matcher(well);
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  /** What is said of one check: from its name to the name of the next one. */
  private static String checked(String health, String name) {
    var from = health.indexOf(name);
    var next = health.indexOf("\"name\"", from);
    return from < 0 ? "" : health.substring(from, next < 0 ? health.length() : next);
  }

  private static String kafka() {
    return BackingServices.shared().broker().bootstrapServers();
  }
}
