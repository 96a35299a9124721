package io.orderwatch.compliance.edge;

import io.orderwatch.backing.edge.BackingServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** A real Kafka and a real PostgreSQL for the service as a whole. */
public class Backing implements QuarkusTestResourceLifecycleManager {

  private static final List<String> TOPICS =
      List.of(
          "ozon.postings.v1",
          "ozon.messages.v1",
          "ozon.passports.v1",
          "ozon.shipments.v1",
          "ozon.returns.v1",
          "ozon.store-ratings.v1",
          "ozon.stores.v1",
          "ozon.store-health.v1",
          "compliance-service.dlq");

  @Override
  public Map<String, String> start() {
    var services = BackingServices.shared();
    var broker = services.broker().bootstrapServers();
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(topics().toList()).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    var database = services.database().fresh();
    return Map.of(
        "quarkus.http.test-port",
        "0",
        "quarkus.management.test-port",
        "0",
        "quarkus.datasource.jdbc.url",
        database.jdbcUrl("compliance"),
        "quarkus.datasource.username",
        database.user(),
        "quarkus.datasource.password",
        database.password(),
        "kafka.bootstrap.servers",
        broker,
        "orderwatch.health.after",
        "PT1S",
        "orderwatch.outlook.learned",
        "PT1S",
        "orderwatch.outlook.every",
        "PT1S",
        "orderwatch.clock",
        Instant.now() + "/" + Service.NOON + "/1");
  }

  private static Stream<NewTopic> topics() {
    return TOPICS.stream().map(name -> new NewTopic(name, 2, (short) 1));
  }

  @Override
  public void stop() {}
}
