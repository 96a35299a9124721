package io.orderwatch.logistics.live.edge;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Tells what becomes of commands while it happens. */
@Path("/api")
public class LiveApi {

  private final Following following;
  private final Changes changes;
  private final LiveSettings settings;

  @Inject
  LiveApi(Following following, Changes changes, LiveSettings settings) {
    this.following = following;
    this.changes = changes;
    this.settings = settings;
  }

  /**
   * What becomes of commands while it happens. Server-sent events `command` from now on, or after
   * the one that was received last; a comment at once, by which the client knows that it is heard,
   * and where nothing happens for a while. Each change is told once, those of one command in their
   * order.
   *
   * @param action its word, for example cancel
   * @param last the id of the last event that was received
   */
  @GET
  @Path("/commands/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(
      name = "X-Accel-Buffering",
      value = "no") // a gateway of nginx's gathers otherwise
  @APIResponseSchema(
      value = Change.class,
      responseDescription =
          "Server-sent events, each with a change as its data, until the client goes.")
  @Blocking
  public Multi<OutboundSseEvent> stream(
      @QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("action") @Nullable @Pattern(regexp = "[a-z-]{1,40}") String action,
      @HeaderParam("Last-Event-ID") @Nullable @PositiveOrZero Long last,
      @Context Sse sse)
      throws SQLException {
    var from = last == null ? changes.place() : last;
    Predicate<Change> wanted =
        change ->
            (store == null || store.equals(change.store()))
                && (action == null || action.equals(change.action()));
    return Multi.createBy()
        .merging()
        .streams(
            Multi.createFrom().item(comment(sse, "here")),
            following.after(from, wanted).map(change -> event(sse, change)),
            Multi.createFrom()
                .ticks()
                .startingAfter(settings.heartbeat())
                .every(settings.heartbeat())
                .onOverflow()
                .drop()
                .map(_ -> comment(sse, "still here")));
  }

  private static OutboundSseEvent comment(Sse sse, String text) {
    return sse.newEventBuilder().comment(text).build();
  }

  private static OutboundSseEvent event(Sse sse, Change change) {
    return sse.newEventBuilder()
        .id(Long.toString(change.position()))
        .name("command")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(Change.class, change)
        .build();
  }
}
