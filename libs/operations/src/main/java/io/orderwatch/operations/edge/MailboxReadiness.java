package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the database answers, its migrations are done, the shards are known. A service that must
 * be reached without its database leaves this class out and has checks of its own.
 */
@ApplicationScoped
class MailboxReadiness {

  @Produces
  @Readiness
  HealthCheck migrated(DataSource database, Outages outages) {
    return () -> {
      var response = HealthCheckResponse.named("database schema");
      try {
        var migrations = Migrations.read(database);
        return response
            .withData("migrations", migrations.count())
            .status(migrations.done())
            .build();
      } catch (SQLException e) {
        outages.met(e);
        return response.withData("error", String.valueOf(e.getSQLState())).down().build();
      }
    };
  }

  @Produces
  @Readiness
  HealthCheck shards(Mailbox mailbox) {
    return () ->
        HealthCheckResponse.named("own shards")
            .withData("held", new TreeSet<>(mailbox.shards()).toString())
            .status(mailbox.knowsItsShards())
            .build();
  }
}
