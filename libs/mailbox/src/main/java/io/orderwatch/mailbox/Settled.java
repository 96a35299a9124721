package io.orderwatch.mailbox;

import java.util.Map;

/** How an outgoing call ended. */
public record Settled(String kind, String id, Outcome outcome) {

  public sealed interface Outcome {
    /**
     * It was carried out, once.
     *
     * @param result what came back, for example an id; must hold no personal data
     */
    record Done(Map<String, String> result) implements Outcome {
      public Done {
        result = Map.copyOf(result);
      }
    }

    /** The other side said no, and will not say yes to the same call. */
    record Refused(String reason) implements Outcome {}

    /** Its reason was gone when the call's turn came; nothing was sent. */
    record Superseded(String reason) implements Outcome {}
  }
}
