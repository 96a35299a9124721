package io.orderwatch.compliance.offenders.edge;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Planted: methods that take what is in a message and return a message. */
public final class MixingMessages {

  private MixingMessages() {}

  @Incoming("in")
  static Message<String> one(String payload) {
    return Message.of(payload);
  }

  @Incoming("in")
  @Incoming("other")
  static Uni<Message<String>> later(List<String> payloads) {
    return Uni.createFrom().item(Message.of(payloads.getFirst()));
  }
}
