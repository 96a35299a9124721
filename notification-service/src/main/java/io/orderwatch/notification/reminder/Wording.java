package io.orderwatch.notification.reminder;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingNumber;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the buyer reads. Every step of every round has words of its own, and names the postings that
 * it stands for: that is how a message is recognised in the chat, where Ozon gives it no other
 * mark.
 */
public final class Wording {

  /** Ozon shows buyers Moscow time. */
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM 'в' HH:mm '(МСК)'", Locale.ROOT);

  private static final String FRIENDLY =
      "Здравствуйте!%1$s Спасибо за заказ %2$s (%6$s). Он отправляется из-за рубежа, поэтому для таможенного"
          + " оформления нужны паспортные данные получателя. Пожалуйста, заполните их в личном"
          + " кабинете на Ozon: Заказы → %2$s. На это отводится 24 часа: до %5$s. Без этих данных Ozon"
          + " автоматически отменит заказ, его придётся оформить заново, и он приедет позже. Сюда,"
          + " в чат, данные присылать не нужно.";

  private static final String AGAIN =
      "Здравствуйте!%1$s Заказ %2$s (%6$s) всё ещё ждёт паспортные данные получателя (напоминание %3$d из %4$d)."
          + " Пожалуйста, заполните их в личном кабинете на Ozon: Заказы → %2$s. Ozon даёт на это"
          + " 24 часа и ждёт до %5$s, после этого заказ отменится автоматически: его придётся"
          + " оформить заново, и он приедет позже. В чат паспортные данные не отправляйте.";

  private static final String URGENT =
      "Здравствуйте!%1$s Времени почти не осталось: паспортные данные получателя для заказа %2$s (%6$s)"
          + " так и не указаны (последнее напоминание, %3$d из %4$d). Пожалуйста, заполните их прямо сейчас в"
          + " личном кабинете на Ozon: Заказы → %2$s. 24 часа истекают %5$s, и без данных Ozon"
          + " автоматически отменит заказ. Тогда его придётся оформить заново, и он приедет позже."
          + " В этом чате данные не нужны.";

  private Wording() {}

  /** So many postings are named; a text has at most 1000 characters. */
  private static final int MOST = 12;

  /** The text of one step for one posting. */
  public static String text(int round, PassportEvent.ReminderDue due) {
    return text(
        round,
        due.step(),
        due.steps(),
        due.orderNumber(),
        List.of(due.ref().posting()),
        due.deadline().at());
  }

  /**
   * The text of one step for postings of one order.
   *
   * @param round from the second on the text says that Ozon asks again
   * @param deadline the first of theirs
   */
  public static String text(
      int round,
      int step,
      int steps,
      String order,
      List<PostingNumber> postings,
      Instant deadline) {
    var anew = round > 1 ? " Ozon запросил данные повторно, запрос № " + round + "." : "";
    var template = step == 1 ? FRIENDLY : step == steps ? URGENT : AGAIN;
    return template.formatted(anew, order, step, steps, moscow(deadline), named(postings));
  }

  private static String named(List<PostingNumber> postings) {
    var numbers =
        postings.stream()
            .map(PostingNumber::value)
            .sorted()
            .limit(MOST)
            .collect(Collectors.joining(", "));
    var more = postings.size() > MOST ? " и ещё " + (postings.size() - MOST) : "";
    return (postings.size() == 1 ? "отправление " : "отправления ") + numbers + more;
  }

  /** For example {@code 24.11 в 15:30 (МСК)}. */
  static String moscow(Instant deadline) {
    return TIME.format(deadline.atZone(MOSCOW));
  }

  /**
   * Whether two texts say the same. Ozon gives messages back as Markdown, with marks and spaces of
   * its own: only letters and digits count.
   */
  public static boolean same(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String text) {
    return text.codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
