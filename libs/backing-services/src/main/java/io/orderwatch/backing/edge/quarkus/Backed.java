package io.orderwatch.backing.edge.quarkus;

import io.orderwatch.backing.edge.BackingServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * A real Kafka and a real PostgreSQL for a service that a test starts as a whole. Arguments: {@code
 * schema}, {@code topics} with commas, and whatever properties the service is to be given besides.
 */
public final class Backed implements QuarkusTestResourceLifecycleManager {

  private final Map<String, String> given = new HashMap<>();

  @Override
  public void init(Map<String, String> arguments) {
    given.putAll(arguments);
  }

  @Override
  public Map<String, String> start() {
    var services = BackingServices.shared();
    var broker = services.broker().bootstrapServers();
    var properties = new HashMap<>(given);
    make(broker, properties.remove("topics"));
    var database = services.database().fresh();
    var schema = properties.remove("schema");
    database.createSchema(schema);
    properties.put("quarkus.http.test-port", "0");
    properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl(schema));
    properties.put("quarkus.datasource.username", database.user());
    properties.put("quarkus.datasource.password", database.password());
    properties.put("kafka.bootstrap.servers", broker);
    return properties;
  }

  private static void make(String broker, String topics) {
    var wanted = Stream.of(topics.split(",")).map(name -> new NewTopic(name, 2, (short) 1));
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      for (var topic : wanted.toList()) {
        make(admin, topic);
      }
    }
  }

  private static void make(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // the servers are everybody's
  }
}
