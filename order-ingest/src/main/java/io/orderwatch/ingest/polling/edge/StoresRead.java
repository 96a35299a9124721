package io.orderwatch.ingest.polling.edge;

import io.orderwatch.ingest.importing.edge.ImportSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.smallrye.health.api.Wellness;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether there are stores, read or imported, and the last rounds of those read were complete. No
 * reason to restart or to take out of service: pushes and the API go on.
 */
@Wellness
class StoresRead implements HealthCheck {

  private final OzonStores stores;
  private final Polls polls;

  private final ImportSettings imported;

  StoresRead(OzonStores stores, Polls polls, ImportSettings imported) {
    this.stores = stores;
    this.polls = polls;
    this.imported = imported;
  }

  @Override
  public HealthCheckResponse call() {
    var response =
        HealthCheckResponse.named("stores are read").withData("stores", stores.all().size());
    try {
      var last = polls.all(Polls.POSTINGS);
      var up = !stores.all().isEmpty() || imported.stores().isPresent();
      for (var ozon : stores.all()) {
        var poll = last.get(ozon.store().value());
        response.withData(ozon.store().value(), poll == null ? "not yet" : poll.outcome());
        up &= poll != null && poll.complete();
      }
      return response.status(up).build();
    } catch (SQLException e) {
      return response.withData("database", String.valueOf(e.getSQLState())).down().build();
    }
  }
}
