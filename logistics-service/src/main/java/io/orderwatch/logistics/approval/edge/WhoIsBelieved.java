package io.orderwatch.logistics.approval.edge;

import io.orderwatch.operations.edge.rest.Login;
import io.orderwatch.operations.edge.rest.Requester;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Four eyes are two persons' only where somebody says who asks; where nobody does, the log says it.
 */
@Singleton
class WhoIsBelieved {

  static final String WARNING =
      "four eyes are only as good as the names that people type: nobody logs in here and no proxy says who asks";

  private static final Logger LOG = Logger.getLogger(WhoIsBelieved.class);

  void say(
      @Observes StartupEvent event,
      FourEyesSettings settings,
      Requester.Settings requester,
      Instance<Login> logins) {
    var typed = requester.headers().isEmpty() && logins.stream().noneMatch(Login::asked);
    if (settings.policy().on() && typed) {
      LOG.warn(WARNING);
    }
  }
}
