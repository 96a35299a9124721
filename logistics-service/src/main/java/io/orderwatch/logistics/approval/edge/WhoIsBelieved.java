package io.orderwatch.logistics.approval.edge;

import io.orderwatch.operations.edge.rest.Login;
import io.orderwatch.operations.edge.rest.Requester;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Four eyes are those of two persons only where somebody else says who asks: where nobody does, the
 * log says so at the start.
 */
@Singleton
class WhoIsBelieved {

  private static final Logger LOG = Logger.getLogger(WhoIsBelieved.class);

  private final boolean fourEyes;
  private final boolean known;

  @Inject
  WhoIsBelieved(FourEyesSettings settings, Requester.Settings requester, Instance<Login> logins) {
    this(
        settings.policy().on(),
        requester.headers().isPresent() || logins.stream().anyMatch(Login::asked));
  }

  /**
   * @param fourEyes whether anything needs a second person
   * @param known whether a login or a proxy says who asks
   */
  WhoIsBelieved(boolean fourEyes, boolean known) {
    this.fourEyes = fourEyes;
    this.known = known;
  }

  void say(@Observes StartupEvent event) {
    warning().ifPresent(LOG::warn);
  }

  Optional<String> warning() {
    return fourEyes && !known
        ? Optional.of(
            "four eyes are only as good as the names that people type: nobody logs in here, and no proxy says who asks")
        : Optional.empty();
  }
}
