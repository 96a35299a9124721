package io.orderwatch.compliance.uplift.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.uplift.Trial.Outcome;
import io.orderwatch.compliance.uplift.Uplift;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reminders are proven to be worth. */
@Path("/api/uplift")
public class UpliftApi {

  private static final String METHOD =
      "Newcombe's hybrid score interval of the difference (1998, method 10) with Wilson's of each"
          + " group, 95 per cent. A posting counts in the group that it was put into when its case"
          + " was opened; what was cancelled by anybody counts as not supplied.";

  /**
   * @param cases that have ended, supplied or lost
   * @param supplied of which the data came
   * @param share of these; null without cases
   * @param low of the share, with 95 per cent confidence
   * @param high of the share, with 95 per cent confidence
   */
  public record Group(int cases, int supplied, @Nullable Double share, double low, double high) {}

  /**
   * @param holdOut the share of orders that is held out now
   * @param since cases opened from then on
   * @param reminded those who are reminded
   * @param heldOut those who are not
   * @param difference the share supplied of those who are reminded less that of the others; null if
   *     one of the groups has no case
   * @param low of the difference, with 95 per cent confidence
   * @param high of the difference, with 95 per cent confidence
   * @param proven whether the interval leaves no doubt that reminders do some good
   * @param method how it is reckoned
   */
  public record Proven(
      double holdOut,
      Instant since,
      Group reminded,
      Group heldOut,
      @Nullable Double difference,
      double low,
      double high,
      boolean proven,
      String method) {}

  private final ScaledClock clock;
  private final PassportPolicy policy;

  UpliftApi(ScaledClock clock, PassportPolicy policy) {
    this.clock = clock;
    this.policy = policy;
  }

  /**
   * By how much more buyers supply their data who are reminded than those of the hold-out group.
   *
   * @param days how many days back cases were opened
   */
  @GET
  public Proven uplift(
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = "|[0-9]{1,20}") String store,
      @QueryParam("days") @DefaultValue("30") @Min(1) @Max(3650) int days) {
    var since = clock.now().minus(Duration.ofDays(days));
    var uplift = new Uplift(group(false, since, store), group(true, since, store));
    var interval = uplift.interval();
    return new Proven(
        policy.holdOut().share(),
        since,
        told(uplift.reminded()),
        told(uplift.heldOut()),
        number(uplift.difference()),
        interval.low(),
        interval.high(),
        uplift.proven(),
        METHOD);
  }

  private static Uplift.Group group(boolean heldOut, Instant since, String store) {
    var supplied = TrialRow.count(heldOut, Outcome.SUPPLIED, since, store);
    return new Uplift.Group(
        supplied + TrialRow.count(heldOut, Outcome.LOST, since, store), supplied);
  }

  private static Group told(Uplift.Group group) {
    var interval = group.interval();
    return new Group(
        group.cases(), group.supplied(), number(group.share()), interval.low(), interval.high());
  }

  private static @Nullable Double number(double number) {
    return Double.isNaN(number) ? null : Double.valueOf(number);
  }
}
