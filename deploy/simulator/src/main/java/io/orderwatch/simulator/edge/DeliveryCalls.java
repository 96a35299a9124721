package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Delivery;
import io.orderwatch.simulator.Refused;
import io.orderwatch.simulator.World;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ozon's methods for what the seller delivers: numbers and statuses of several postings, each with
 * its own result under HTTP 200, and dates of one.
 */
final class DeliveryCalls {

  /** "You can add up to 20 tracking numbers at a time" (tracking-number/set, April 2026). */
  private static final int MOST_NUMBERS = 20;

  /** An item of a call: a posting and what is to be done with it. */
  private record Item(String posting, Command command) {}

  private final Marketplace marketplace;
  private final FaultInjection faults;

  DeliveryCalls(Marketplace marketplace, FaultInjection faults) {
    this.marketplace = marketplace;
    this.faults = faults;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v2/fbs/posting/tracking-number/set", this::setTracking);
    methods.accept("/v2/fbs/posting/delivering", reporting(Delivery.Report.DELIVERING));
    methods.accept("/v2/fbs/posting/last-mile", reporting(Delivery.Report.LAST_MILE));
    methods.accept("/v2/fbs/posting/delivered", reporting(Delivery.Report.DELIVERED));
    methods.accept("/v1/posting/fbs/timeslot/change-restrictions", this::restrictions);
    methods.accept("/v1/posting/fbs/timeslot/set", this::setTimeslot);
    methods.accept("/v1/posting/cutoff/set", this::setCutoff);
  }

  private Answer setTracking(String store, JsonNode body) {
    var pairs = body.path("tracking_numbers");
    if (pairs.isEmpty() || pairs.size() > MOST_NUMBERS) {
      throw Refused.invalid(
          "Request validation error: invalid TrackingNumbers: value must contain between 1 and 20 items");
    }
    return each(
        pairs,
        pair -> {
          var number = required(pair, "posting_number", "PostingNumber");
          var tracking = required(pair, "tracking_number", "TrackingNumber");
          return new Item(number, new Command.SetTracking(store, number, tracking));
        });
  }

  private OzonApi.Method reporting(Delivery.Report report) {
    return (store, body) -> {
      var numbers = body.path("posting_number");
      if (numbers.isEmpty()) {
        throw Refused.invalid("Request validation error: invalid PostingNumber: value is required");
      }
      return each(
          numbers,
          number ->
              new Item(number.asText(), new Command.ReportStatus(store, number.asText(), report)));
    };
  }

  private Answer each(JsonNode asked, Function<JsonNode, Item> read) {
    var items = new ArrayList<Item>();
    asked.forEach(node -> items.add(read.apply(node)));
    var results = new ArrayList<Map<String, @Nullable Object>>();
    var changed = new ArrayList<String>();
    for (var item : items) {
      var error = faults.refusesItem() ? "Internal error" : given(item, changed);
      results.add(
          object("posting_number", item.posting(), "result", error.isEmpty(), "error", error));
    }
    return Answer.of(object("result", results)).about(items.getFirst().posting()).changing(changed);
  }

  /** The error; empty if there is none. */
  private String given(Item item, List<String> changed) {
    try {
      if (!marketplace.apply(item.command()).equals(World.UNCHANGED)) {
        changed.add(item.posting());
      }
      return "";
    } catch (Refused refused) {
      return refused.reason();
    }
  }

  private Answer restrictions(String store, JsonNode body) {
    var number = PostingCalls.number(body);
    return marketplace.look(
        (world, now) -> {
          var posting = world.posting(store, number);
          var free = Delivery.interval(posting, now);
          return Answer.of(
              object(
                  "delivery_interval",
                  object("begin", free.begin(), "end", free.end()),
                  "remaining_changes_count",
                  Delivery.MOST_CHANGES - posting.terms().changes()));
        });
  }

  private Answer setTimeslot(String store, JsonNode body) {
    var slot = body.path("new_timeslot");
    var from = instant(slot, "from", "NewTimeslot.From");
    var to = instant(slot, "to", "NewTimeslot.To");
    marketplace.apply(new Command.SetTimeslot(store, PostingCalls.number(body), from, to));
    return Answer.of(object("result", true)).effective();
  }

  private Answer setCutoff(String store, JsonNode body) {
    var cutoff = instant(body, "new_cutoff_date", "NewCutoffDate");
    var did = marketplace.apply(new Command.SetCutoff(store, PostingCalls.number(body), cutoff));
    return Answer.of(object("result", true)).effective(!did.equals(World.UNCHANGED));
  }

  private static Instant instant(JsonNode node, String field, String name) {
    try {
      return Instant.parse(required(node, field, name));
    } catch (DateTimeException e) {
      throw Refused.invalid("Request validation error: invalid " + name + ": not a date-time");
    }
  }

  private static String required(JsonNode node, String field, String name) {
    var text = node.path(field).asText("");
    if (text.isEmpty()) {
      throw Refused.invalid("Request validation error: invalid " + name + ": value is required");
    }
    return text;
  }
}
