package io.orderwatch.logistics.live.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.logistics.shipment.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param position among all changes; grows
 * @param commandId of the command
 * @param action its word, for example cancel
 * @param state open, done or refused
 * @param code why refused, for programs; null if it is not
 * @param explanation the same for people
 * @param at when, in UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
    @JsonIgnore long position,
    String store,
    String posting,
    String commandId,
    String action,
    String state,
    @Nullable String code,
    @Nullable String explanation,
    Instant at) {

  static Change of(
      long position,
      PostingRef ref,
      String commandId,
      String action,
      String state,
      @Nullable String code,
      Instant at) {
    return new Change(
        position,
        ref.store().value(),
        ref.posting().value(),
        commandId,
        action,
        state,
        code,
        code == null ? null : Refusal.explain(code),
        at);
  }
}
