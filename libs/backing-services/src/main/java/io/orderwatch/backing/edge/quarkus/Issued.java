package io.orderwatch.backing.edge.quarkus;

import io.orderwatch.backing.edge.Issuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * An {@link Issuer} at which people log in to the service that a test starts. With the argument
 * {@code late} it is not there until the test lets it arrive; others are properties of the service.
 * A test's field of its type is set to it.
 */
public final class Issued implements QuarkusTestResourceLifecycleManager {

  private final Issuer issuer = new Issuer();
  private final Map<String, String> given = new HashMap<>();

  /** After others, whose settings of a proxy do not go with a login. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void init(Map<String, String> arguments) {
    given.putAll(arguments);
  }

  @Override
  public Map<String, String> start() {
    if (given.remove("late") == null) {
      issuer.arrives();
    }
    var properties = new HashMap<>(issuer.settings());
    properties.put("orderwatch.requester.headers", "");
    properties.putAll(given);
    return properties;
  }

  @Override
  public void inject(TestInjector test) {
    test.injectIntoFields(issuer, new TestInjector.MatchesType(Issuer.class));
  }

  @Override
  public void stop() {
    issuer.close();
  }
}
