package io.orderwatch.backing.edge.quarkus;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Options;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka and a real PostgreSQL for a service that a test starts as a whole. Arguments: {@code
 * schema}, {@code topics} with commas, {@code alone}, and whatever properties the service is to be
 * given besides. With {@code alone} the servers are this test's own, and its field of the type
 * {@link BackingServices} is set to them: for who stops one of them.
 */
public final class Backed implements QuarkusTestResourceLifecycleManager {

  private final Map<String, String> given = new HashMap<>();
  private @Nullable BackingServices own;

  @Override
  public void init(Map<String, String> arguments) {
    given.putAll(arguments);
  }

  @Override
  public Map<String, String> start() {
    var properties = new HashMap<>(given);
    var services = services(properties.remove("alone") != null);
    var broker = services.broker().bootstrapServers();
    make(broker, properties.remove("topics"));
    var database = services.database().fresh();
    var schema = properties.remove("schema");
    database.createSchema(schema);
    properties.put("quarkus.http.test-port", "0");
    properties.put("quarkus.management.test-port", "0");
    properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl(schema));
    properties.put("quarkus.datasource.username", database.user());
    properties.put("quarkus.datasource.password", database.password());
    properties.put("kafka.bootstrap.servers", broker);
    return properties;
  }

  private BackingServices services(boolean alone) {
    if (!alone) {
      return BackingServices.shared();
    }
    var servers = BackingServices.started(Options.fromEnvironment());
    own = servers;
    return servers;
  }

  @Override
  public void inject(TestInjector test) {
    if (own != null) {
      test.injectIntoFields(own, new TestInjector.MatchesType(BackingServices.class));
    }
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
    if (own != null) {
      own.close(); // the others are everybody's
    }
  }
}
