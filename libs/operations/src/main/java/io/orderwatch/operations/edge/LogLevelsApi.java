package io.orderwatch.operations.edge;

import io.orderwatch.operations.edge.rest.BadInput;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How much is logged, changed without a restart; each change goes back by itself. */
@Singleton
@Path("/api/log-levels")
@Produces(MediaType.APPLICATION_JSON)
public class LogLevelsApi {

  private static final Logger LOG = Logger.getLogger(LogLevelsApi.class);
  private static final Duration USUAL = Duration.ofMinutes(15);

  /**
   * @param level ERROR, WARN, INFO, DEBUG or TRACE
   * @param lasting ISO 8601, at most a day; a quarter of an hour if it is left out
   */
  public record Wanted(@Nullable String level, @Nullable String lasting) {}

  private final LogLevels levels = new LogLevels(Clock.systemUTC());

  /** All levels that are changed now. */
  @GET
  public List<LogLevels.Current> changed() {
    return levels.changed();
  }

  /**
   * How much a category logs.
   *
   * @param category a package or a class
   */
  @GET
  @Path("/{category}")
  public LogLevels.Current of(@PathParam("category") String category) {
    return checked(() -> levels.of(category));
  }

  /**
   * Changes for a while how much a category logs.
   *
   * @param category a package or a class
   */
  @PUT
  @Path("/{category}")
  public LogLevels.Current set(@PathParam("category") String category, @Nullable Wanted wanted) {
    var level = wanted == null ? null : wanted.level();
    var lasting = wanted == null ? null : wanted.lasting();
    var now =
        checked(
            () ->
                levels.set(
                    category,
                    level == null ? "" : level,
                    lasting == null ? USUAL : duration(lasting)));
    LOG.infof("%s is logged at %s until %s", now.category(), now.level(), now.until());
    return now;
  }

  /**
   * Puts a category back.
   *
   * @param category a package or a class
   */
  @DELETE
  @Path("/{category}")
  public Map<String, Boolean> reset(@PathParam("category") String category) {
    return Map.of("reset", levels.reset(category));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw BadInput.inBody("lasting", "must be a duration like PT10M");
    }
  }

  private static <T> T checked(Supplier<T> change) {
    try {
      return change.get();
    } catch (LogLevels.Wrong e) {
      throw BadInput.of(
          e.field.equals("category") ? Violation.In.path : Violation.In.body,
          e.field,
          String.valueOf(e.getMessage()));
    }
  }
}
