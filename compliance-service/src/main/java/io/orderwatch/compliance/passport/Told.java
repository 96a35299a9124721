package io.orderwatch.compliance.passport;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What buyer and people were told of a case.
 *
 * @param remindedAt when the last step was taken; null if none was
 * @param sentStep the last step that reached the buyer; 0 if none did
 * @param sentAt when it did; null if none did
 * @param escalated why a person was called: words of {@code passport.escalated.v1}
 */
public record Told(
    @Nullable Instant remindedAt, int sentStep, @Nullable Instant sentAt, Set<String> escalated) {

  public static final Told NOTHING = new Told(null, 0, null, Set.of());

  /** Why a person is called: the API does not let us send the message. */
  public static final String AWAITING_OPERATOR = "awaiting-operator";

  public static final String MESSAGE_FAILED = "message-failed";

  /** The deadline is near, and no message has reached the buyer. */
  public static final String NOTHING_SENT = "nothing-sent";

  public Told {
    escalated = Set.copyOf(escalated);
  }

  Told reminded(Instant at) {
    return new Told(at, sentStep, sentAt, escalated);
  }

  Told sent(int step, Instant at) {
    return new Told(remindedAt, step, at, escalated);
  }

  Told escalated(String reason) {
    var more = new TreeSet<>(escalated);
    more.add(reason);
    return new Told(remindedAt, sentStep, sentAt, more);
  }
}
