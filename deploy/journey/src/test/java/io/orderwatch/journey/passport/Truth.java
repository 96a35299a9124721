package io.orderwatch.journey.passport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A posting as the simulator knows it to have been, from its ledger.
 *
 * @param parent the key of the posting that it was split off; "" if of none
 * @param createdAt also of what it was split off
 * @param foundAt from when methods for one posting find it
 * @param splitAt when it was split into others
 * @param story what its buyer and its carriers are going to make of it; "" for nothing special
 * @param wordless whether a chat about it is refused without a word
 */
record Truth(
    String key,
    String parent,
    boolean awaiting,
    Instant createdAt,
    Instant foundAt,
    @Nullable Instant suppliedAt,
    @Nullable Instant splitAt,
    @Nullable Instant cancelledAt,
    String cancelledBy,
    String buyer,
    String story,
    boolean wordless,
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
    var store = posting.path("store").asText() + ":";
    var parent = posting.path("parent").asText("");
    return new Truth(
        store + posting.path("posting").asText(),
        parent.isEmpty() ? "" : store + parent,
        posting.path("awaiting").asBoolean(),
        Instant.parse(posting.path("createdAt").asText()),
        Instant.parse(posting.path("visibleAt").asText()),
        instant(posting.path("suppliedAt")),
        instant(posting.path("splitAt")),
        instant(posting.path("cancelledAt")),
        posting.path("cancelledBy").asText(""),
        posting.path("buyer").asText(""),
        posting.path("story").asText(""),
        posting.path("wordless").asBoolean(),
        posting.path("integration").asText(""),
        posting.path("status").asText(""),
        messages,
        reads);
  }

  private static @Nullable Instant instant(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty() ? Instant.parse(node.asText()) : null;
  }

  /** Its store and order: the posting's number without its last part. */
  String order() {
    return key.substring(0, key.lastIndexOf('-'));
  }

  /** When there was no longer anything to remind of; null while there is. */
  @Nullable Instant endedAt() {
    return suppliedAt != null ? suppliedAt : splitAt != null ? splitAt : cancelledAt;
  }

  /** How its case has to end. */
  String ending() {
    return suppliedAt != null ? "supplied" : splitAt != null ? "split" : "lost";
  }
}
