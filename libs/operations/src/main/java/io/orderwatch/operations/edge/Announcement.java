package io.orderwatch.operations.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * What runs here and whether it sends: a line at the start, and the labels of a metric. Whoever
 * believes that he looks on while buyers are written to, or the other way round, sees it here.
 */
@ApplicationScoped
class Announcement {

  private static final Logger LOG = Logger.getLogger(Announcement.class);

  /**
   * What a service says of itself.
   *
   * @param send whether it may send or change anything at Ozon: {@code true}, {@code false}, or
   *     {@code none} if it never does
   */
  record Said(String service, String version, String send, String clock) {

    String line() {
      return "%s %s: %s; clock %s"
          .formatted(
              service,
              version,
              switch (send) {
                case "true" -> "sends: buyers are written to and orders are changed";
                case "false" -> "sends nothing: all is decided and nothing is done";
                default -> "never sends";
              },
              clock);
    }
  }

  void say(@Observes StartupEvent event, Config config, MeterRegistry meters) {
    var said =
        new Said(
            text(config, "quarkus.application.name"),
            text(config, "quarkus.application.version"),
            config
                .getOptionalValue("orderwatch.ozon.send", Boolean.class)
                .map(String::valueOf)
                .orElse("none"),
            config.getOptionalValue("orderwatch.clock", String.class).orElse("real"));
    LOG.info(said.line());
    Gauge.builder("orderwatch.info", () -> 1)
        .tags("version", said.version(), "send", said.send())
        .register(meters);
  }

  private static String text(Config config, String name) {
    return config.getOptionalValue(name, String.class).orElse("unknown");
  }
}
