package io.orderwatch.compliance.offenders.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What an edge may do: no rule finds anything here. */
public final class Innocent {

  static Instant now(Clock clock) {
    return clock.instant();
  }

  static String text(ConsumerRecord<String, JsonNode> heard) {
    return heard.value().asText();
  }

  @Incoming("in")
  static Message<String> whole(Message<String> message) {
    return message;
  }

  @Incoming("in")
  static CompletionStage<Void> heard(Message<String> message) {
    return message.ack();
  }

  @Incoming("in")
  static String payload(String payload) {
    return payload;
  }
}
