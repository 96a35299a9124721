package io.orderwatch.compliance.whatif;

import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.whatif.Replay.Lived;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The cases of the past under the present policy and under another. Both are lived by the same
 * rule, clock and learned response, so that their difference is the policy's alone.
 *
 * @param response learned from the same cases
 */
public record WhatIf(PassportPolicy now, PassportPolicy then, Response response) {

  /** What is taken for true without proof, for whoever reads the result. */
  public static final String ASSUMPTION =
      "A buyer answers the k-th message as buyers of the past answered their k-th, however soon it"
          + " comes, at whatever hour and with whatever words; one more than were ever sent, as the"
          + " last. Nothing is hoped for beyond the longest answer seen. Messages reach him when"
          + " they are due, people do not step in, and Ozon cancels at the deadline. Postings that"
          + " were split are left out.";

  /**
   * What the cases come to, in expectation.
   *
   * @param cases how many
   * @param supplied of which the data came in truth
   */
  public record Compared(int cases, int supplied, Lived now, Lived then) {

    static final Compared NOTHING = new Compared(0, 0, Lived.NOTHING, Lived.NOTHING);

    /** How many more orders are kept; fewer if it is negative. */
    public double saved() {
      return then.supplied() - now.supplied();
    }

    Compared and(Compared more) {
      return new Compared(
          cases + more.cases, supplied + more.supplied, now.and(more.now), then.and(more.then));
    }
  }

  /**
   * By store.
   *
   * @param done is told how many cases were lived
   * @param goOn whether to
   */
  public Map<String, Compared> compare(List<Past> cases, IntConsumer done, BooleanSupplier goOn) {
    var compared = new HashMap<String, Compared>();
    for (var n = 0; n < cases.size() && goOn.getAsBoolean(); n++) {
      var past = cases.get(n);
      compared.merge(past.ref().store().value(), compare(past), Compared::and);
      done.accept(n + 1);
    }
    return compared;
  }

  /** All stores together. */
  public static Compared sum(Map<String, Compared> byStore) {
    return byStore.values().stream().reduce(Compared.NOTHING, Compared::and);
  }

  private Compared compare(Past past) {
    return new Compared(
        1,
        past.supplied() ? 1 : 0,
        Replay.live(past, now, now.window(), response),
        Replay.live(past, then, now.window(), response));
  }
}
