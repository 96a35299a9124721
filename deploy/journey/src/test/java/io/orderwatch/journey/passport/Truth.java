package io.orderwatch.journey.passport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A posting as the simulator knows it to have been, from its ledger. */
record Truth(
    String key,
    boolean awaiting,
    Instant createdAt,
    @Nullable Instant suppliedAt,
    @Nullable Instant cancelledAt,
    String cancelledBy,
    String buyer,
    String integration,
    String status,
    List<Message> messages,
    List<Instant> reads) {

  /** What reached the buyer. */
  record Message(Instant at, String text) {}

  static Truth read(JsonNode posting) {
    var messages = new ArrayList<Message>();
    posting
        .path("messages")
        .forEach(
            m ->
                messages.add(
                    new Message(Instant.parse(m.path("at").asText()), m.path("text").asText())));
    var reads = new ArrayList<Instant>();
    posting.path("reads").forEach(read -> reads.add(Instant.parse(read.asText())));
    return new Truth(
        posting.path("store").asText() + ":" + posting.path("posting").asText(),
        posting.path("awaiting").asBoolean(),
        Instant.parse(posting.path("createdAt").asText()),
        instant(posting.path("suppliedAt")),
        instant(posting.path("cancelledAt")),
        posting.path("cancelledBy").asText(""),
        posting.path("buyer").asText(""),
        posting.path("integration").asText(""),
        posting.path("status").asText(""),
        messages,
        reads);
  }

  private static @Nullable Instant instant(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty() ? Instant.parse(node.asText()) : null;
  }

  /** When there was no longer anything to remind of; null while there is. */
  @Nullable Instant endedAt() {
    return suppliedAt != null ? suppliedAt : cancelledAt;
  }
}
