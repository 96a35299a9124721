package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.board.Changes;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.edge.BoardReader.Look;
import io.orderwatch.operations.Role;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** The live part of the page: server-sent events, which go on where a browser was cut off. */
@Path("/board/events")
class BoardEvents {

  /** An event at least every eighth look, so that nothing between takes the line for dead. */
  private static final int BEAT = 8;

  /**
   * @param keys of the rows that changed since the event before
   * @param missed whether changes may have been missed: the list is to be read anew
   * @param stores that are other ones than in the event before
   */
  record Told(Instant now, Set<String> keys, boolean missed, List<Store> stores) {}

  /** What one browser was told last. */
  private static final class Listener {
    private long seen;
    private boolean missed;
    private List<Store> stores = List.of();
    private final Set<String> scope;
    private int silent = BEAT;

    Listener(Set<String> scope, long seen, boolean missed) {
      this.scope = scope;
      this.seen = seen;
      this.missed = missed;
    }

    @Nullable Told hear(Look look) {
      var changes = look.changes();
      var gap = missed || !changes.remembers(seen);
      var keys = gap ? Set.<String>of() : seen(changes.after(seen));
      var counted = look.stores().stream().filter(each -> sees(each.id())).toList();
      var known = Set.copyOf(stores);
      var other = counted.stream().filter(each -> !known.contains(each)).toList();
      var same = keys.isEmpty() && !gap && other.isEmpty();
      if (same && ++silent < BEAT) {
        return null;
      }
      silent = 0;
      missed = false;
      seen = changes.number();
      stores = counted;
      return new Told(look.now(), keys, gap, other);
    }

    private Set<String> seen(Set<String> keys) {
      return scope.isEmpty()
          ? keys
          : keys.stream()
              .filter(key -> sees(key.substring(0, key.indexOf(':'))))
              .collect(Collectors.toSet());
    }

    private boolean sees(String store) {
      return scope.isEmpty() || scope.contains(store);
    }
  }

  private final BoardReader reader;
  private final Guests guests;

  BoardEvents(BoardReader reader, Guests guests) {
    this.reader = reader;
    this.guests = guests;
  }

  /**
   * @param last the id of the event that was heard last; null at first
   * @param after the event after which the page was made; null if none
   */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @ResponseHeader(
      name = "X-Accel-Buffering",
      value = "no") // a gateway of nginx's gathers otherwise
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> events(
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @QueryParam("after") @Nullable String after,
      @Context Sse sse) {
    var listener = listener(guests.with(Role.VIEWER).stores(), last == null ? after : last);
    var events =
        reader
            .looks()
            .onItem()
            .transformToMultiAndConcatenate(
                look -> {
                  var told = listener.hear(look);
                  return told == null
                      ? Multi.createFrom().empty()
                      : Multi.createFrom().item(event(sse, told, look.changes()));
                });
    // A browser comes back by itself, with its session renewed or not at all.
    return guests.left().map(left -> events.select().first(left)).orElse(events);
  }

  private Listener listener(Set<String> scope, @Nullable String last) {
    if (last == null || last.isEmpty()) {
      return new Listener(scope, reader.number(), false);
    }
    var dash = last.indexOf('-');
    var ours = dash > 0 && last.substring(0, dash).equals(reader.epoch());
    try {
      return ours
          ? new Listener(scope, Long.parseLong(last.substring(dash + 1)), false)
          : new Listener(scope, reader.number(), true);
    } catch (NumberFormatException _) {
      return new Listener(scope, reader.number(), true);
    }
  }

  private OutboundSseEvent event(Sse sse, Told told, Changes changes) {
    return sse.newEventBuilder()
        .id(reader.epoch() + "-" + changes.number())
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(Told.class, told)
        .build();
  }
}
