package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Listing;
import io.orderwatch.simulator.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the request of the v4 lists, with the refusals of the live API (observed, not in the
 * schema).
 */
final class ListRequest {

  static Listing read(JsonNode body, boolean unfulfilled, @Nullable Cursor cursor) {
    var filter = body.path("filter");
    var delivering = window(filter, "delivering_date_from", "delivering_date_to");
    var sorted =
        unfulfilled ? window(filter, "cutoff_from", "cutoff_to") : window(filter, "since", "to");
    if (!unfulfilled && sorted == null) {
      throw Refused.invalid("Request validation error: invalid Filter.Since: value is required");
    }
    if (unfulfilled && sorted == null && delivering == null) {
      throw Refused.invalid("either filter.cutoff or filter.delivering_date must be specified");
    }
    if (unfulfilled && sorted != null && delivering != null) {
      throw Refused.invalid("the mismatch between cutoff & delivery date");
    }
    var asked = sorted == null ? new Listing.Window(Instant.EPOCH, Instant.MAX) : sorted;
    return new Listing(
        unfulfilled,
        asked.from(),
        asked.to(),
        delivering,
        window(filter.path("last_changed_status_date"), "from", "to"),
        new Listing.Filter(
            texts(filter.path("statuses")),
            texts(filter.path("order_numbers")),
            texts(filter.path("integration_type_flow")),
            ids(filter, "order_id"),
            ids(filter, "warehouse_ids"),
            ids(filter, "delivery_method_ids"),
            ids(filter, "provider_ids")),
        body.path("sort_dir").asText("ASC").equalsIgnoreCase("DESC"),
        cursor == null ? null : cursor.place(),
        body.path("limit").asInt(unfulfilled ? 100 : 0));
  }

  private static Listing.@Nullable Window window(JsonNode node, String from, String to) {
    if (node.path(from).asText("").isEmpty() || node.path(to).asText("").isEmpty()) {
      return null;
    }
    try {
      var window =
          new Listing.Window(
              Instant.parse(node.path(from).asText()), Instant.parse(node.path(to).asText()));
      if (Duration.between(window.from(), window.to()).compareTo(Listing.LONGEST) > 0) {
        throw Listing.tooLong();
      }
      if (window.to().isBefore(window.from())) {
        throw Refused.invalid(
            "Request validation error: invalid " + to + ": must be after " + from);
      }
      return window;
    } catch (DateTimeException e) {
      throw Refused.invalid("Request validation error: invalid " + from + ": not a date-time");
    }
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  /** One id or several, as numbers or as text. */
  static Set<Long> ids(JsonNode filter, String field) {
    var asked = filter.path(field);
    var ids = new HashSet<Long>();
    for (var id : asked.isArray() ? texts(asked) : Set.of(asked.asText("0"))) {
      try {
        ids.add(Long.parseLong(id));
      } catch (NumberFormatException e) {
        throw Refused.invalid("Request validation error: invalid " + field + ": not an id");
      }
    }
    ids.remove(0L);
    return ids;
  }

  private ListRequest() {}
}
