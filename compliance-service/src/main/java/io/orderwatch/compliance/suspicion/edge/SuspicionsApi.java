package io.orderwatch.compliance.suspicion.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.posting.edge.LatestPostingRow;
import io.orderwatch.compliance.suspicion.Suspicion;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;

/**
 * Postings that a person should look at, though nothing is said of passport data. Times are UTC.
 */
@Path("/api/suspicions")
public class SuspicionsApi {

  /**
   * One {@link Suspicion}.
   *
   * @param status Ozon's word
   * @param substatus Ozon's word
   * @param missing what most of its like are offered and it is not
   * @param siblings how many it was held against
   * @param since when it became so
   */
  public record Suspected(
      String store,
      String posting,
      String order,
      String status,
      String substatus,
      List<String> missing,
      int siblings,
      Instant since) {

    static Suspected of(Suspicion of) {
      return new Suspected(
          of.ref().store().value(),
          of.ref().posting().value(),
          of.orderNumber(),
          of.status(),
          of.substatus(),
          of.missing(),
          of.siblings(),
          of.since());
    }
  }

  /**
   * @param suspicions the oldest first
   */
  public record Suspicions(Instant now, List<Suspected> suspicions) {}

  private final ScaledClock clock;

  SuspicionsApi(ScaledClock clock) {
    this.clock = clock;
  }

  /**
   * Postings that a person should look at. Only {@code cancel} is offered where their like are
   * offered more; the oldest first.
   */
  @GET
  public Suspicions suspicions(
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = "|[0-9]{1,20}") String store) {
    var open =
        LatestPostingRow.unshipped(store).stream().map(LatestPostingRow::latestPosting).toList();
    return new Suspicions(clock.now(), Suspicion.among(open).stream().map(Suspected::of).toList());
  }
}
