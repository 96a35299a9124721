package io.orderwatch.backing.edge;

import io.orderwatch.backing.Choice;
import io.orderwatch.backing.JdbcUrl;
import java.util.Map;

/** Servers that somebody else runs. */
final class External {

  private External() {}

  record Kafka(String bootstrapServers) implements Broker {

    @Override
    public void start() {}

    @Override
    public void stop() {
      throw notOurs("Kafka");
    }

    @Override
    public void kill() {
      throw notOurs("Kafka");
    }

    @Override
    public boolean running() {
      return true;
    }

    @Override
    public long pid() {
      throw new IllegalStateException("an external Kafka is no process of this machine");
    }
  }

  record Postgres(JdbcUrl url, String user, String password) implements DatabaseServer {

    static Postgres of(Map<String, String> environment) {
      return new Postgres(
          JdbcUrl.parse(environment.getOrDefault(Choice.POSTGRES, "")),
          environment.getOrDefault(Choice.POSTGRES_USER, "orderwatch"),
          environment.getOrDefault(Choice.POSTGRES_PASSWORD, ""));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {
      throw notOurs("PostgreSQL");
    }

    @Override
    public void shutDown() {}

    @Override
    public boolean running() {
      return true;
    }
  }

  private static UnsupportedOperationException notOurs(String name) {
    return new UnsupportedOperationException("an external " + name + " is not ours to stop");
  }
}
