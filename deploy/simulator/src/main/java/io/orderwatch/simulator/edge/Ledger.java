package io.orderwatch.simulator.edge;

import io.orderwatch.simulator.Fact;
import io.orderwatch.simulator.Posting;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What really happened, in order, one JSON object per line. Lines are added, never changed. */
final class Ledger implements AutoCloseable {

  private static final Set<String> NOT_OF_THE_WORLD =
      Set.of("api_call", "push_sent", "push_dropped");

  private final List<String> lines = new ArrayList<>();
  private final BufferedWriter file;
  private long known;

  /**
   * Opens the directory's ledger.
   *
   * @param goesOn whether the directory's ledger is continued; else it begins anew
   */
  Ledger(Path directory, boolean goesOn) throws IOException {
    var path = directory.resolve("ledger.jsonl");
    if (goesOn && Files.exists(path)) {
      lines.addAll(Files.readAllLines(path));
      known = lines.stream().filter(Ledger::isOfTheWorld).count();
    }
    file =
        Files.newBufferedWriter(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
  }

  /**
   * Writes a fact down.
   *
   * @return false if it was written before the process was started again
   */
  synchronized boolean add(Fact fact) {
    if (known > 0) {
      known--;
      return false;
    }
    switch (fact) {
      case Fact.PostingCreated(var at, var posting) ->
          add(
              "posting_created",
              at,
              with(
                  posting,
                  "awaiting",
                  posting.awaitsPassport(),
                  "createdAt",
                  posting.plan().createdAt(),
                  "parent",
                  posting.plan().parent(),
                  "buyer",
                  posting.plan().buyer().kind(),
                  "integration",
                  posting.plan().integration().wire()));
      case Fact.PassportSupplied(var at, var posting) ->
          add("passport_supplied", at, with(posting));
      case Fact.PostingCancelled(var at, var posting, var old) -> {
        var cancel = posting.cancellation();
        add(
            "posting_cancelled",
            at,
            with(
                posting,
                "by",
                cancel == null ? "" : cancel.by(),
                "reasonId",
                cancel == null ? 0 : cancel.reasonId(),
                "reason",
                cancel == null ? "" : cancel.reason(),
                "oldSubstatus",
                old));
      }
      case Fact.PostingSplit(var at, var posting) -> add("posting_split", at, with(posting));
      case Fact.GoodsCancelled(var at, var posting, var reason, var items) ->
          add("goods_cancelled", at, with(posting, "reason", reason, "items", items));
      case Fact.StatusChanged(var at, var posting, _, var bySeller) ->
          add(
              "status_changed",
              at,
              with(
                  posting,
                  "status",
                  posting.status(),
                  "substatus",
                  posting.substatus(),
                  "bySeller",
                  bySeller));
      case Fact.TrackingChanged(var at, var posting, var old) ->
          add("tracking_changed", at, with(posting, "tracking", posting.tracking(), "old", old));
      case Fact.CutoffChanged(var at, var posting, var old) ->
          add(
              "cutoff_changed",
              at,
              with(posting, "cutoff", posting.terms().cutoff(), "old", old.cutoff()));
      case Fact.DeliveryChanged(var at, var posting, _) ->
          add(
              "delivery_changed",
              at,
              with(
                  posting,
                  "begin",
                  posting.terms().begin(),
                  "end",
                  posting.terms().end(),
                  "changes",
                  posting.terms().changes()));
      case Fact.CancellationRequested(var at, var posting, var request) ->
          add(
              "cancellation_requested",
              at,
              with(posting, "request", request.id(), "initiator", request.initiator()));
      case Fact.CancellationAnswered(var at, var posting, var request) ->
          add(
              "cancellation_answered",
              at,
              with(
                  posting,
                  "request",
                  request.id(),
                  "state",
                  request.state(),
                  "by",
                  request.answeredBy()));
      case Fact.ReturnRequested(var at, var posting, var back) ->
          add("return_requested", at, with(posting, "return", back.id()));
      case Fact.ReturnActed(var at, var posting, var back, var action) ->
          add(
              "return_acted",
              at,
              with(posting, "return", back.id(), "action", action, "status", back.status()));
      case Fact.ReturnDisputed(var at, var posting, var back) ->
          add("return_disputed", at, with(posting, "return", back.id()));
      case Fact.ChatStarted(var at, var posting, var chat) ->
          add("chat_started", at, with(posting, "chat", chat.id()));
      case Fact.MessageDelivered(var at, var posting, var chat, var message) ->
          add(
              "message_delivered",
              at,
              with(
                  posting,
                  "chat",
                  chat.id(),
                  "message",
                  Long.toString(message.id()),
                  "text",
                  message.text(),
                  "suppliedBefore",
                  posting.suppliedAt() != null,
                  "cancelledBefore",
                  posting.isCancelled(),
                  "substatus",
                  posting.substatus()));
      case Fact.MessageRead(var at, var posting, var chat, var message) ->
          add(
              "message_read",
              at,
              with(posting, "chat", chat.id(), "message", Long.toString(message.id())));
      case Fact.BuyerAnswered(var at, var posting, var chat, var message) ->
          add(
              "buyer_answered",
              at,
              with(
                  posting,
                  "chat",
                  chat.id(),
                  "message",
                  Long.toString(message.id()),
                  "text",
                  message.text()));
    }
    return true;
  }

  synchronized void add(String kind, Instant at, Map<String, @Nullable Object> fields) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("seq", lines.size() + 1);
    entry.put("at", at);
    entry.put("kind", kind);
    entry.putAll(fields);
    var line = Json.text(entry);
    lines.add(line);
    try {
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines whose {@code seq} is at least this. */
  synchronized List<String> from(long seq) {
    var first = Math.clamp(seq - 1, 0, lines.size());
    return List.copyOf(lines.subList(first, lines.size()));
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  private static Map<String, @Nullable Object> with(Posting posting, @Nullable Object... more) {
    var fields = Json.object("store", posting.store(), "posting", posting.number());
    fields.putAll(Json.object(more));
    return fields;
  }

  private static boolean isOfTheWorld(String line) {
    return NOT_OF_THE_WORLD.stream().noneMatch(kind -> line.contains("\"kind\":\"" + kind + "\""));
  }
}
