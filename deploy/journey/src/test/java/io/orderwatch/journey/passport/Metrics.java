package io.orderwatch.journey.passport;

import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.WholeSet;
import io.orderwatch.observability.Exposed;
import io.orderwatch.observability.edge.Boards;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the running services expose, against what dashboards and alerts ask for. */
final class Metrics {

  private Metrics() {}

  /** Metrics and labels that a dashboard or an alert names and no service has, in words. */
  static List<String> missing(WholeSet set) {
    try {
      var boards = Boards.read(Path.of(System.getProperty("orderwatch.root")));
      return exposed(set).missing(boards.asked(), boards.recorded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Exposed exposed(WholeSet set) throws IOException {
    var expositions = new ArrayList<String>();
    try (var http = HttpClient.newHttpClient()) {
      for (var service : ServiceName.values()) {
        var metrics =
            HttpRequest.newBuilder(URI.create(set.management(service) + "/q/metrics"))
                .header("Accept", "text/plain")
                .build();
        expositions.add(http.send(metrics, BodyHandlers.ofString()).body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return Exposed.read(expositions);
  }
}
