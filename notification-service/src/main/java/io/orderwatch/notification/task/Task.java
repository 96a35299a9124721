package io.orderwatch.notification.task;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message that cannot be sent by API is a task for a person: this text, pasted there, before
 * then. It is done once; who comes too late is told so. This page is the whole rule.
 *
 * @param round which time Ozon asks for the data
 * @param due the earliest deadline of the same step of its order's postings: the message is about
 *     all of them
 * @param said what the person did; empty while the task is open or moot
 */
public record Task(
    PostingRef ref,
    String orderNumber,
    int round,
    int step,
    State state,
    Instant since,
    Instant due,
    String why,
    String text,
    Optional<Step.Said> said) {

  public enum State {
    /** It awaits a person. */
    OPEN,
    SENT,
    /** A person left it. */
    SKIPPED,
    /** Its reason was gone before anybody did it. */
    MOOT
  }

  /** Why a person's word does not count any more. The words are stable. */
  public enum TooLate {
    DEADLINE_PASSED("deadline-passed"),
    ALREADY_SENT("already-sent"),
    ALREADY_SKIPPED("already-skipped"),
    NO_LONGER_NEEDED("no-longer-needed");

    private final String code;

    TooLate(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** Names a step: store, posting, round and step. */
  public record Id(PostingRef ref, int round, int step) {

    private static final Pattern WRITTEN =
        Pattern.compile(
            "([0-9]{1,20})\\.([0-9A-Za-z][0-9A-Za-z_-]{0,63})\\.(\\d{1,6})\\.(\\d{1,6})");

    /** What {@link #parse} takes. */
    public static final String PATTERN =
        "[0-9]{1,20}\\.[0-9A-Za-z][0-9A-Za-z_-]{0,63}\\.[0-9]{1,6}\\.[0-9]{1,6}";

    /**
     * @throws IllegalArgumentException if it is not written so
     */
    public static Id parse(String text) {
      var parts = WRITTEN.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("a task is named by store, posting, round and step");
      }
      return new Id(
          PostingRef.of(parts.group(1), parts.group(2)),
          Integer.parseInt(parts.group(3)),
          Integer.parseInt(parts.group(4)));
    }

    @Override
    public String toString() {
      return ref.store() + "." + ref.posting() + "." + round + "." + step;
    }
  }

  /** Empty for a step that never awaited a person. */
  public static Optional<Task> of(PostingRef ref, Step step, Instant due) {
    return step.byHand()
        .map(
            hand ->
                new Task(
                    ref,
                    step.orderNumber(),
                    step.round(),
                    step.number(),
                    state(step, hand),
                    hand.since(),
                    due,
                    hand.why(),
                    step.text(),
                    hand.said()));
  }

  private static State state(Step step, Step.ByHand hand) {
    return switch (step.fate()) {
      case Fate.AwaitingOperator _ -> State.OPEN;
      case Fate.Sent _ -> State.SENT;
      case Fate.Suppressed _ -> hand.said().isPresent() ? State.SKIPPED : State.MOOT;
      case Fate.Failed _, Fate.Planned _ -> State.MOOT;
    };
  }

  public Id id() {
    return new Id(ref, round, step);
  }

  public boolean late(Instant now) {
    return state == State.OPEN && !now.isBefore(due);
  }

  /**
   * Why it cannot be said to be sent; empty if it can, or was said before.
   *
   * @param when when the person sent it
   */
  public Optional<TooLate> againstSent(Instant when) {
    return switch (state) {
      case OPEN -> when.isBefore(due) ? Optional.empty() : Optional.of(TooLate.DEADLINE_PASSED);
      case SENT -> Optional.empty();
      case SKIPPED -> Optional.of(TooLate.ALREADY_SKIPPED);
      case MOOT -> Optional.of(TooLate.NO_LONGER_NEEDED);
    };
  }

  /** Why it cannot be left; empty if it can, or was left before for the same reason. */
  public Optional<TooLate> againstSkipping(Step.Skipping why) {
    return switch (state) {
      case OPEN -> Optional.empty();
      case SENT -> Optional.of(TooLate.ALREADY_SENT);
      case SKIPPED ->
          said.filter(each -> each.skipped() == why).isPresent()
              ? Optional.empty()
              : Optional.of(TooLate.ALREADY_SKIPPED);
      case MOOT -> Optional.of(TooLate.NO_LONGER_NEEDED);
    };
  }

  /**
   * Where the text goes and what to look at first. The way in the cabinet is worded by us and was
   * compared with no cabinet: Ozon moves its menus.
   */
  public String where(Language language) {
    var unsure = why.equals(Obstacle.OUTCOME_UNKNOWN.word());
    return language.of(
        "seller.ozon.ru → FBS → Orders from my warehouse → %s → Write to the buyer; paste the text as it is.%s"
            .formatted(
                ref.posting(),
                unsure ? " Look first: it may be in the chat already; then mark it sent." : ""),
        "seller.ozon.ru → FBS → Заказы с моих складов → %s → Написать покупателю; вставьте текст без изменений.%s"
            .formatted(
                ref.posting(),
                unsure
                    ? " Сначала проверьте: сообщение может уже быть в чате; тогда отметьте его отправленным."
                    : ""),
        "seller.ozon.ru → FBS → 我的仓库订单 → %s → 联系买家；原样粘贴文本。%s"
            .formatted(ref.posting(), unsure ? "请先查看：消息可能已在聊天中，若在则标记为已发送。" : ""));
  }
}
