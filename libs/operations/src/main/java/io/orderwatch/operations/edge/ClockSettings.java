package io.orderwatch.operations.edge;

import io.orderwatch.clock.ScaledClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The one clock of the process: the machine's, unless a scaled one is given. */
@ApplicationScoped
class ClockSettings {

  @Produces
  @Singleton
  ScaledClock clock(
      @ConfigProperty(name = "orderwatch.clock", defaultValue = "real") String clock) {
    return ScaledClock.parse(clock);
  }
}
