package io.orderwatch.compliance.whatif.edge;

import io.orderwatch.compliance.health.edge.StoreBooks;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.edge.PassportSettings;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/**
 * What would have been under another ladder or another rule pack: the cases of the past are lived
 * again, on a clock of their own. Nothing is written, sent or published, so a run is known to the
 * process that took it alone, and to nobody after its end.
 */
@Path("/api/what-if")
@Produces(MediaType.APPLICATION_JSON)
public class WhatIfApi {

  private static final String UNKNOWN = "this process knows of no such run";
  private static final String DURATION = "P[0-9DTHMS.]{1,20}";

  /**
   * What is left out is as it is now.
   *
   * @param days how many days back cases ended that are lived again
   * @param store its Client-Id, one of which a posting was ever heard; null for all stores
   * @param ladder when each reminder is due, from the start of the window
   * @param leastGap how long after a reminder the next may come at the earliest
   * @param lastLead how long before the end the last reminder comes at the latest
   * @param quietHours as 22:00/08:00, or off
   * @param window how long Ozon waits for the data; else the pack's, if one is given
   * @param pack the text of a rule pack that the index is reckoned by, on all days
   */
  public record Asking(
      @NotNull @Min(1) @Max(90) Integer days,
      @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @Nullable @Size(min = 1, max = 5) List<@NotNull @Pattern(regexp = DURATION) String> ladder,
      @Nullable @Pattern(regexp = "off|[0-9]{2}:[0-9]{2}/[0-9]{2}:[0-9]{2}") String quietHours,
      @Nullable @Pattern(regexp = DURATION) String leastGap,
      @Nullable @Pattern(regexp = DURATION) String lastLead,
      @Nullable @Pattern(regexp = DURATION) String window,
      @Nullable @Size(max = 50_000) String pack) {}

  private static final Duration LONGEST = Duration.ofDays(366);

  private final WhatIfRuns runs;
  private final PassportPolicy policy;
  private final RulePacks packs;
  private final StoreBooks books;

  WhatIfApi(WhatIfRuns runs, PassportPolicy policy, RulePacks packs, StoreBooks books) {
    this.books = books;
    this.runs = runs;
    this.policy = policy;
    this.packs = packs;
  }

  /** Begins a run. One runs at a time, a few wait. */
  @POST
  @APIResponseSchema(
      value = WhatIfRuns.Told.class,
      responseCode = "202",
      responseDescription = "It waits or runs; its id says where to look.")
  public Response begin(@Valid @NotNull Asking ask) {
    var store = ask.store();
    if (store != null && !books.heardOf(store)) {
      throw BadInput.inBody("store", "must be one of which a posting was ever heard");
    }
    var given = ask.pack();
    var pack = given == null ? null : read("pack", () -> RulePack.read("given.pack", given));
    var run =
        runs.begin(
            ask.days(),
            Objects.requireNonNullElse(store, ""),
            policy(ask, pack),
            pack == null ? packs : new RulePacks(List.of(pack)));
    return Response.status(Response.Status.ACCEPTED).entity(run.told()).build();
  }

  /**
   * How far a run is, and what has come of it.
   *
   * @param id of the run
   */
  @GET
  @Path("/{id}")
  @Refuses(status = 404, because = UNKNOWN)
  public WhatIfRuns.Told one(@PathParam("id") String id) {
    return run(id).told();
  }

  /**
   * Gives a run up; one that has ended is forgotten.
   *
   * @param id of the run
   */
  @DELETE
  @Path("/{id}")
  @Refuses(status = 404, because = UNKNOWN)
  public WhatIfRuns.Told cancel(@PathParam("id") String id) {
    var run = run(id);
    runs.cancel(run);
    return run.told();
  }

  private WhatIfRuns.Run run(String id) {
    return runs.find(id).orElseThrow(() -> new NotFoundException(UNKNOWN));
  }

  private PassportPolicy policy(Asking ask, @Nullable RulePack pack) {
    var ladder = policy.ladder();
    var hours = ask.quietHours();
    var steps = ask.ladder();
    var window = pack == null ? policy.window() : pack.limits().passport();
    var quiet =
        hours == null ? ladder.quiet() : read("quietHours", () -> PassportSettings.quiet(hours));
    var times =
        steps == null
            ? ladder.steps()
            : steps.stream().map(each -> duration("ladder", each)).toList();
    var given = of("window", ask.window(), window);
    var tried =
        read(
            "ladder",
            () ->
                new Ladder(
                    times,
                    quiet,
                    of("leastGap", ask.leastGap(), ladder.leastGap()),
                    of("lastLead", ask.lastLead(), ladder.lead()),
                    ladder.patience()));
    return read(
        "ladder", () -> new PassportPolicy(given, tried, policy.calling(), policy.holdOut()));
  }

  private static Duration of(String field, @Nullable String written, Duration otherwise) {
    return written == null ? otherwise : duration(field, written);
  }

  /** A duration that some order may last. */
  private static Duration duration(String field, String written) {
    try {
      var duration = Duration.parse(written);
      if (duration.abs().compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException _) {
      // it is said below
    }
    throw BadInput.inBody(
        field, "must be a duration like PT10M of at most " + LONGEST.toDays() + " days");
  }

  private static <T> T read(String field, Supplier<T> meaning) {
    try {
      return meaning.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw BadInput.inBody(field, String.valueOf(e.getMessage()));
    }
  }
}
