package io.orderwatch.compliance.timeline.edge;

import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.Asked;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Kinds;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that any service said of a posting, in the order in which it happened. Times are UTC. */
@Path("/api")
public class TimelineApi {

  private static final String CALLED = "passport.escalated.v1";

  private static final String CURSOR = "|[0-9TZ:.-]{20,30}_[\\p{Graph}]{1,200}";

  /**
   * @param id of the event in Kafka
   * @param type its wire name
   * @param at when it happened
   * @param facts the few that tell it apart, by their names
   * @param words why people were called, in the language asked for; null of anything else
   */
  public record Told(
      String id, String type, Instant at, Map<String, String> facts, @Nullable String words) {}

  /**
   * @param told how many events there were, those that are forgotten too
   * @param events the oldest first
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(long told, List<Told> events, @Nullable String next) {}

  private static final String UNSAID = "nothing was ever said of this posting";

  private final Texts texts = TextFiles.texts("board");

  /** What any service said of a posting, in the order in which it happened. */
  @GET
  @Path("/cases/{store}/{posting}/timeline")
  @Refuses(status = 404, because = UNSAID)
  public Page timeline(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = CURSOR) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @QueryParam("lang") @DefaultValue("zh") @Pattern(regexp = Asked.LANGUAGES) String lang) {
    var key = new PostingRef(store, posting).key();
    var timeline =
        TimelineRow.<TimelineRow>findByIdOptional(key)
            .orElseThrow(() -> new NotFoundException(UNSAID));
    var mark = cursor.indexOf('_');
    var rows =
        TimelineEntryRow.after(
            key,
            cursor.isEmpty() ? Instant.EPOCH : time(cursor.substring(0, mark)),
            cursor.isEmpty() ? "" : key + "/" + cursor.substring(mark + 1),
            limit + 1);
    var page = rows.subList(0, Math.min(limit, rows.size()));
    var say = new Say(Asked.language(lang), texts);
    return new Page(
        timeline.told,
        page.stream().map(row -> told(row, say)).toList(),
        rows.size() > limit ? page.getLast().at + "_" + id(page.getLast()) : null);
  }

  private static Told told(TimelineEntryRow row, Say say) {
    var facts = facts(row.facts);
    var reason = row.type.equals(CALLED) ? facts.get("reason") : null;
    return new Told(id(row), row.type, row.at, facts, reason == null ? null : say.cause(reason));
  }

  private static String id(TimelineEntryRow row) {
    return row.id.substring(row.key.length() + 1);
  }

  private static Instant time(String text) {
    try {
      return Kinds.moment(text);
    } catch (DateTimeException e) {
      throw BadInput.of(Violation.In.query, "cursor", "must be the next of the page before");
    }
  }

  private static Map<String, String> facts(String written) {
    var facts = new LinkedHashMap<String, String>();
    for (var fact : written.split(" ", -1)) {
      var is = fact.indexOf('=');
      if (is > 0) {
        facts.put(fact.substring(0, is), fact.substring(is + 1));
      }
    }
    return facts;
  }
}
