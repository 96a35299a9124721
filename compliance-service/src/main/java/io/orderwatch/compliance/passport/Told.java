package io.orderwatch.compliance.passport;

import io.orderwatch.contracts.PassportEvent.Cause;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What buyer and people were told of a case.
 *
 * @param remindedAt when the last step was taken; null if none was
 * @param sentStep the last step that reached the buyer; 0 if none did
 * @param sentAt when it did; null if none did
 * @param escalated why a person was called: words of {@link Cause}
 * @param back what came back from the buyer
 */
public record Told(
    @Nullable Instant remindedAt,
    int sentStep,
    @Nullable Instant sentAt,
    Set<String> escalated,
    Back back) {

  /**
   * What the buyer did about the messages.
   *
   * @param readStep the last step that he was seen to have read; 0 if none
   * @param readAt when that was seen; null if it was not
   * @param answeredAt when he last wrote; null if he never did
   * @param about what that is about, in a word of {@code message.answered.v1}; null if he never did
   */
  public record Back(
      int readStep,
      @Nullable Instant readAt,
      @Nullable Instant answeredAt,
      @Nullable String about) {

    public static final Back NOTHING = new Back(0, null, null, null);
  }

  public static final Told NOTHING = new Told(null, 0, null, Set.of());

  /** Nothing came back. */
  public Told(
      @Nullable Instant remindedAt, int sentStep, @Nullable Instant sentAt, Set<String> escalated) {
    this(remindedAt, sentStep, sentAt, escalated, Back.NOTHING);
  }

  public Told {
    escalated = Set.copyOf(escalated);
  }

  Told reminded(Instant at) {
    return new Told(at, sentStep, sentAt, escalated, back);
  }

  Told sent(int step, Instant at) {
    return new Told(remindedAt, step, at, escalated, back);
  }

  Told escalated(String reason) {
    var more = new TreeSet<>(escalated);
    more.add(reason);
    return new Told(remindedAt, sentStep, sentAt, more, back);
  }

  Told read(int step, Instant at) {
    return step <= back.readStep()
        ? this
        : with(new Back(step, at, back.answeredAt(), back.about()));
  }

  Told answered(String about, Instant at) {
    var before = back.answeredAt();
    return before != null && !at.isAfter(before)
        ? this
        : with(new Back(back.readStep(), back.readAt(), at, about));
  }

  /** What he did about the last message that reached him. */
  public Patience.Heed heed() {
    return new Patience.Heed(
        openedLast() ? back.readAt() : null, answeredLast() ? back.answeredAt() : null);
  }

  /** Whether he did anything about it. */
  boolean heeded() {
    return openedLast() || answeredLast();
  }

  private boolean openedLast() {
    return sentStep > 0 && back.readStep() >= sentStep;
  }

  private boolean answeredLast() {
    var wrote = back.answeredAt();
    return sentAt != null && wrote != null && !wrote.isBefore(sentAt);
  }

  /** The last message that reached him, 1 for the first; null if none did. */
  public @Nullable Integer afterStep() {
    return sentStep > 0 ? Integer.valueOf(sentStep) : null;
  }

  /** The words of why a person was called, the most serious first; others' words come last. */
  public List<String> causes() {
    return escalated.stream()
        .sorted(
            Comparator.<String, Integer>comparing(
                    word -> Cause.of(word).map(Cause::ordinal).orElse(Cause.values().length))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private Told with(Back next) {
    return new Told(remindedAt, sentStep, sentAt, escalated, next);
  }
}
