package io.orderwatch.notification.task;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.notification.notice.Notice;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Situation;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.Wording;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message that cannot be sent by API, a reminder's or a notice, is a task for a person: this
 * text, pasted there, before then. It is done once; who comes too late is told so. This page is the
 * whole rule.
 *
 * @param due the text is of no use from then on: of a reminder the earliest deadline of the same
 *     step of its order's postings, for the message is about all of them
 * @param text what is to be pasted
 * @param texts the same in each language, for whoever pastes it
 * @param said what the person did; empty while the task is open or moot
 */
public record Task(
    Id id,
    Situation situation,
    String orderNumber,
    State state,
    Instant since,
    Instant due,
    String why,
    String text,
    Map<io.orderwatch.notification.texts.Language, String> texts,
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

  /** Names what is to be sent. */
  public sealed interface Id {

    PostingRef ref();

    /** In a word: reminder or notice. */
    String kind();

    /** A step of a posting's reminders: {@code <store>.<posting>.<round>.<step>}. */
    record OfStep(PostingRef ref, int round, int step) implements Id {
      @Override
      public String kind() {
        return "reminder";
      }

      @Override
      public String toString() {
        return ref.store() + "." + ref.posting() + "." + round + "." + step;
      }
    }

    /** A notice of a posting's, for example {@code <store>.<posting>.delivery-period.1}. */
    record OfNotice(PostingRef ref, String notice) implements Id {
      @Override
      public String kind() {
        return "notice";
      }

      @Override
      public String toString() {
        return ref.store() + "." + ref.posting() + "." + notice;
      }
    }

    /** What {@link #parse} takes. */
    String PATTERN =
        "([0-9]{1,20})\\.([0-9A-Za-z][0-9A-Za-z_-]{0,63})\\.(?:([0-9]{1,6})\\.([0-9]{1,6})|([a-z][a-z0-9.-]{0,99}))";

    /**
     * @throws IllegalArgumentException if it is not written so
     */
    static Id parse(String text) {
      var parts = Pattern.compile(PATTERN).matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "a task is named by store, posting and what is to be sent");
      }
      var ref = PostingRef.of(parts.group(1), parts.group(2));
      return parts.group(5) == null
          ? new OfStep(ref, Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)))
          : new OfNotice(ref, parts.group(5));
    }
  }

  /** Empty for a step that never awaited a person. */
  public static Optional<Task> of(PostingRef ref, Step step, Instant due, Texts texts) {
    return step.byHand()
        .map(
            hand -> {
              var occasion = occasion(ref, step, texts);
              return task(
                  new Id.OfStep(ref, step.round(), step.number()),
                  occasion.ofLadder(),
                  occasion,
                  step.fate(),
                  hand,
                  due,
                  step.text(),
                  texts);
            });
  }

  /** Empty for a notice that never awaited a person. */
  public static Optional<Task> of(PostingRef ref, Notice notice, Texts texts) {
    return notice
        .byHand()
        .map(
            hand ->
                task(
                    new Id.OfNotice(ref, notice.id()),
                    notice.situation(),
                    Notices.occasion(ref, notice),
                    notice.fate(),
                    hand,
                    notice.until(),
                    notice.text(),
                    texts));
  }

  private static Task task(
      Id id,
      Situation situation,
      Occasion occasion,
      Fate fate,
      Step.ByHand hand,
      Instant due,
      String text,
      Texts texts) {
    var translated =
        new EnumMap<io.orderwatch.notification.texts.Language, String>(
            io.orderwatch.notification.texts.Language.class);
    for (var language : io.orderwatch.notification.texts.Language.values()) {
      translated.put(language, Wording.translated(texts, language, situation, occasion));
    }
    translated.put(io.orderwatch.notification.texts.Language.RU, text);
    return new Task(
        id,
        situation,
        occasion.order(),
        state(fate, hand),
        hand.since(),
        due,
        hand.why(),
        text,
        translated,
        hand.said());
  }

  /** Whether it was the ladder's last step is told by its words. */
  private static Occasion occasion(PostingRef ref, Step step, Texts texts) {
    var last = occasion(ref, step, step.number());
    return Wording.same(Wording.ofLadder(texts, last), step.text())
        ? last
        : occasion(ref, step, step.number() + 1);
  }

  private static Occasion occasion(PostingRef ref, Step step, int steps) {
    return new Occasion(
        ref.store(),
        step.orderNumber(),
        List.of(ref.posting()),
        step.deadline(),
        step.plannedAt(),
        step.round(),
        step.number(),
        steps,
        "");
  }

  private static State state(Fate fate, Step.ByHand hand) {
    return switch (fate) {
      case Fate.AwaitingOperator _ -> State.OPEN;
      case Fate.Sent _ -> State.SENT;
      case Fate.Suppressed _ -> hand.said().isPresent() ? State.SKIPPED : State.MOOT;
      case Fate.Failed _, Fate.Planned _ -> State.MOOT;
    };
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
                id.ref().posting(),
                unsure ? " Look first: it may be in the chat already; then mark it sent." : ""),
        "seller.ozon.ru → FBS → Заказы с моих складов → %s → Написать покупателю; вставьте текст без изменений.%s"
            .formatted(
                id.ref().posting(),
                unsure
                    ? " Сначала проверьте: сообщение может уже быть в чате; тогда отметьте его отправленным."
                    : ""),
        "seller.ozon.ru → FBS → 我的仓库订单 → %s → 联系买家；原样粘贴文本。%s"
            .formatted(id.ref().posting(), unsure ? "请先查看：消息可能已在聊天中，若在则标记为已发送。" : ""));
  }
}
