package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Place;
import io.orderwatch.simulator.Refused;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended, in the form of Ozon's cursors: base64 of the sort fields.
 *
 * @param count what the first page counted
 */
record Cursor(Place place, long count) {

  String write() {
    var fields =
        List.of(
            object("name", "osp.in_process_at", "val", place.at()),
            object("name", "osp.id", "val", place.id()),
            object("name", "count", "val", count));
    return Base64.getEncoder().encodeToString(Json.bytes(object("fields", fields)));
  }

  /**
   * Reads a cursor that was given out.
   *
   * @return null for the empty cursor of a first page
   */
  static @Nullable Cursor read(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      var fields = Json.tree(Base64.getDecoder().decode(text)).path("fields");
      var at = Instant.parse(fields.path(0).path("val").asText());
      return new Cursor(
          new Place(at, fields.path(1).path("val").asLong()), fields.path(2).path("val").asLong());
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      throw Refused.invalid("Request validation error: invalid Cursor");
    }
  }
}
