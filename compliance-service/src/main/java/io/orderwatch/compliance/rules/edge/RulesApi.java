package io.orderwatch.compliance.rules.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.rules.Rule;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.operations.edge.rest.BadInput;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of Ozon that this service judges by, each with its source. */
@Path("/api/rules")
public class RulesApi {

  /**
   * @param name of the pack
   * @param from the first day on which it holds
   * @param until the last one; null as long as it holds
   * @param rules each with its source
   */
  public record Pack(String name, LocalDate from, @Nullable LocalDate until, List<Rule> rules) {}

  private final RulePacks packs;
  private final ScaledClock clock;

  RulesApi(RulePacks packs, ScaledClock clock) {
    this.packs = packs;
    this.clock = clock;
  }

  /**
   * The rule pack of a day.
   *
   * @param at a date; today if it is left out
   */
  @GET
  public Pack rules(@QueryParam("at") @Nullable String at) {
    try {
      var day = at == null ? LocalDate.ofInstant(clock.now(), ZoneOffset.UTC) : LocalDate.parse(at);
      return pack(packs.on(day));
    } catch (DateTimeException e) {
      throw BadInput.of(Violation.In.query, "at", "must be a date, for example 2026-10-01");
    }
  }

  /** All rule packs, oldest first. */
  @GET
  @Path("/packs")
  public List<Pack> all() {
    return packs.all().stream().map(RulesApi::pack).toList();
  }

  private static Pack pack(RulePack pack) {
    return new Pack(pack.name(), pack.from(), pack.until(), List.copyOf(pack.rules().values()));
  }
}
