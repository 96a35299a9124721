package io.orderwatch.journey.passport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.local.ServiceName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The doors of a running set that are open to anyone: REST, topics, and the ledger of the stand-in
 * for Ozon. A posting is named by its key, {@code <store>:<posting number>}.
 */
final class Doors {

  /** Longer than anything takes that is not waited for in the story. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer of a service to a command or a question. */
  record Answer(int status, JsonNode body) {}

  private final Journey journey;

  Doors(Journey journey) {
    this.journey = journey;
  }

  /**
   * What compliance-service says about a posting, for example {@code "actions?lang=ru"}, once it
   * knows what order-ingest knows.
   */
  JsonNode judged(String key, String what) {
    var said = new AtomicReference<JsonNode>();
    Journey.await(
        PATIENCE,
        () -> {
          var known = known(key);
          said.set(journey.asked(ServiceName.COMPLIANCE, path(key) + "/" + what));
          return Stream.of("status", "substatus")
              .allMatch(field -> known.path(field).equals(said.get().path(field)));
        });
    return said.get();
  }

  /** Asks logistics-service for something to be done with a posting, for example {@code cancel}. */
  Answer ask(String key, String action, Map<String, ?> body) {
    return ask(path(key) + "/" + action, body);
  }

  /** A person has filed a ticket in the cabinet, where it got this number. */
  Answer file(String ticketId, String number) {
    return ask("/api/tickets/" + ticketId + "/filed", Map.of("number", number));
  }

  /** Ozon's support does what a ticket asks for. */
  void supportChangesTracking(String key, String number) {
    journey.supportChangesTracking(key, number);
  }

  /** Has notification-service tell the buyer of a posting something. */
  Answer notice(String key, Map<String, ?> body) {
    return ask(ServiceName.NOTIFICATION, path(key) + "/notices", body);
  }

  /** Asks logistics-service for something else. */
  Answer ask(String path, Map<String, ?> body) {
    return ask(ServiceName.LOGISTICS, path, body);
  }

  private Answer ask(ServiceName service, String path, Map<String, ?> body) {
    try {
      var answer =
          journey.send(
              HttpRequest.newBuilder(URI.create(journey.set.url(service) + path))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                  .build());
      return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The posting as order-ingest has read it. */
  JsonNode known(String key) {
    return journey.asked(ServiceName.INGEST, path(key)).path("posting");
  }

  /** Events of these types about a posting, in the order of their topic. */
  <E extends Event> List<E> told(String key, Class<E> type) {
    return journey.traces.records().stream()
        .filter(kept -> key.equals(kept.record().key()) && !kept.topic().endsWith(".dlq"))
        .flatMap(
            kept ->
                Wire.decode(Traces.header(kept.record(), "ce_type"), kept.record().value())
                    .stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** The postings that an event of this type was told of. */
  Set<String> toldOf(Class<? extends Event> type) {
    return journey.traces.records().stream()
        .filter(kept -> !kept.topic().endsWith(".dlq"))
        .filter(kept -> Wire.type(type).equals(Traces.header(kept.record(), "ce_type")))
        .map(kept -> kept.record().key())
        .collect(Collectors.toSet());
  }

  /** The same, once there is one. */
  <E extends Event> List<E> awaitTold(String key, Class<E> type) {
    Journey.await(PATIENCE, () -> !told(key, type).isEmpty());
    return told(key, type);
  }

  /**
   * What logistics-service knows to come back of a posting, once it knows it.
   *
   * @param list {@code returns} or {@code cancellation-requests}
   */
  JsonNode awaitComingBack(String key, String list) {
    var found = new AtomicReference<JsonNode>();
    Journey.await(
        PATIENCE,
        () -> {
          comingBack(key, list).ifPresent(found::set);
          return found.get() != null;
        });
    return found.get();
  }

  private Optional<JsonNode> comingBack(String key, String list) {
    return StreamSupport.stream(
            journey
                .asked(
                    ServiceName.LOGISTICS,
                    "/api/" + list + "?limit=500&store=" + key.split(":", 2)[0])
                .path(list.equals("returns") ? list : "requests")
                .spliterator(),
            false)
        .filter(
            each -> key.equals(each.path("store").asText() + ":" + each.path("posting").asText()))
        .findAny();
  }

  /** Deadlines by posting, as compliance-service tells them. */
  Map<String, Instant> deadlines() {
    var cases = new TreeMap<String, Instant>();
    for (JsonNode each :
        journey.asked(ServiceName.COMPLIANCE, "/api/cases?state=waiting&limit=1000")) {
      cases.put(each.path("key").asText(), Instant.parse(each.path("deadlineAt").asText()));
    }
    return cases;
  }

  /** By their names, the least harm first. */
  Map<String, JsonNode> endings(String key, String language) {
    return StreamSupport.stream(
            judged(key, "advice?lang=" + language).path("endings").spliterator(), false)
        .collect(
            Collectors.toMap(
                each -> each.path("ending").asText(),
                each -> each,
                (one, _) -> one,
                LinkedHashMap::new));
  }

  /** Why a posting has no field for the tracking number; null if it has one. */
  JsonNode noTrackingNumberBecause(String key, String language) {
    return judged(key, "actions?lang=" + language).path("trackingNumber");
  }

  /** The text of the one ticket that is drafted for a posting, in English, and in events too. */
  String ticket(String key, ShipmentEvent.OfTicket.Kind kind) {
    Journey.await(
        PATIENCE,
        () ->
            told(key, ShipmentEvent.TicketDrafted.class).stream()
                .anyMatch(each -> each.kind() == kind));
    var tickets =
        StreamSupport.stream(
                journey
                    .asked(ServiceName.LOGISTICS, "/api/tickets?state=drafted&limit=500")
                    .path("tickets")
                    .spliterator(),
                false)
            .filter(
                each ->
                    key.equals(each.path("store").asText() + ":" + each.path("posting").asText()))
            .filter(each -> each.path("kind").asText().equals(kind.name()))
            .toList();
    if (tickets.size() != 1) {
      throw new AssertionError("not one ticket: " + tickets);
    }
    var english = tickets.getFirst().path("texts").path("EN");
    return english.path("topicPath").asText() + "\n" + english.path("text").asText();
  }

  /** Lines of the ledger of one kind about a posting. */
  List<JsonNode> ledger(String key, String kind) {
    return journey.ledger(key, kind);
  }

  /** The postings that the ledger has a line of this kind of. */
  Set<String> ledgerOf(String kind) {
    return journey.ledger(kind).stream()
        .map(fact -> fact.path("store").asText() + ":" + fact.path("posting").asText())
        .collect(Collectors.toSet());
  }

  /** Postings as the ledger has them, by key. */
  Map<String, Truth> those(Predicate<Truth> which) {
    return journey.ledger().stream()
        .filter(which)
        .collect(Collectors.toMap(Truth::key, truth -> truth, (one, _) -> one, TreeMap::new));
  }

  /** Waits for a posting of this kind that order-ingest knows in the same status. */
  String await(Predicate<Truth> which) {
    Journey.await(PATIENCE, () -> any(which).isPresent());
    return any(which).orElseThrow();
  }

  private Optional<String> any(Predicate<Truth> which) {
    return those(which).values().stream()
        .filter(truth -> known(truth.key()).path("status").asText().equals(truth.status()))
        .map(Truth::key)
        .findFirst();
  }

  /** A posting that never waited for a passport, is carried so, and goes on its way undisturbed. */
  static Predicate<Truth> inTransit(String integration) {
    return truth ->
        !truth.awaiting()
            && truth.integration().equals(integration)
            && truth.story().isEmpty()
            && truth.status().equals("delivering");
  }

  private static String path(String key) {
    return "/api/postings/" + key.replace(':', '/');
  }
}
