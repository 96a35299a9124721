package io.orderwatch.mailbox.edge;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A planned call that has not ended.
 *
 * @param state planned, sending (by a process that died) or unknown
 */
record OpenCall<P extends Record>(
    UUID id, Outlet<P> outlet, Outlet.Planned<P> call, String state, @Nullable String trace) {

  boolean doubtful() {
    return !state.equals("planned");
  }

  /** One lane a store and kind: the key's part before the colon. */
  String lane() {
    var colon = call.key().indexOf(':');
    return call.kind() + "/" + (colon < 0 ? call.key() : call.key().substring(0, colon));
  }

  /** What goes together goes the same way. */
  String way() {
    return lane() + "/" + call.feature() + "/" + doubtful();
  }

  /** Calls that are made together: of one outlet, lane and feature, all in doubt or none. */
  record Batch<P extends Record>(List<OpenCall<P>> rows) {

    OpenCall<P> first() {
      return rows.getFirst();
    }

    List<Outlet.Planned<P>> calls() {
      return rows.stream().map(OpenCall::call).toList();
    }

    Set<UUID> ids() {
      return rows.stream().map(OpenCall::id).collect(Collectors.toSet());
    }

    Batch<P> only(Set<UUID> ids) {
      return new Batch<>(rows.stream().filter(row -> ids.contains(row.id())).toList());
    }
  }
}
