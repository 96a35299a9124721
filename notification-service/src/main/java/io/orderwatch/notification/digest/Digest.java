package io.orderwatch.notification.digest;

import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.people.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a store's people read in the morning: once a local day, from its hour on; a morning that was
 * missed is told later the same day, never the next. This page is the whole rule.
 *
 * @param saved buyers who gave the data in the last 24 hours
 * @param lost orders cancelled without it in the last 24 hours
 * @param waiting buyers who owe it now
 * @param tasks messages that only a person can send
 * @param matters tickets without a result, requests to cancel and returns whose time runs out, and
 *     what a second person has to approve
 * @param first what to do first, the earliest first
 */
public record Digest(
    long saved, long lost, long waiting, long tasks, long matters, List<First> first) {

  /**
   * @param what a posting's number
   * @param due until when
   */
  public record First(String what, Instant due) {}

  public Digest {
    first = List.copyOf(first);
  }

  /**
   * The local day whose digest is to be written now; empty if it is too early, or was written.
   *
   * @param last the newest day that was written
   */
  public static Optional<LocalDate> due(
      Instant now, ZoneId zone, LocalTime at, Optional<LocalDate> last) {
    var local = now.atZone(zone);
    var day = local.toLocalDate();
    return local.toLocalTime().isBefore(at) || last.filter(each -> !each.isBefore(day)).isPresent()
        ? Optional.empty()
        : Optional.of(day);
  }

  public static String title(Language language, String store, LocalDate day) {
    return language.of("Orders of %s · ", "Заказы на %s · ", "%s 订单 · ").formatted(day)
        + Words.store(language, store);
  }

  public String text(Language language, ZoneId zone) {
    var counted =
        language.of(
            """
              Saved in 24 hours: %d
              Lost in 24 hours: %d
              Waiting for passport data: %d
              Messages for you to send: %d
              Requests to cancel, returns, tickets and approvals for you: %d""",
            """
              Спасено за 24 часа: %d
              Потеряно за 24 часа: %d
              Ждут паспортных данных: %d
              Сообщения, которые нужно отправить вам: %d
              Отмены, возвраты, обращения и подтверждения, которые ждут вас: %d""",
            """
              过去 24 小时挽回：%d
              过去 24 小时丢失：%d
              等待护照信息：%d
              需要您发送的消息：%d
              等待您处理的取消、退货、工单与批准：%d""");
    return counted.formatted(saved, lost, waiting, tasks, matters) + first(language, zone);
  }

  private String first(Language language, ZoneId zone) {
    if (first.isEmpty()) {
      return "";
    }
    var head = language.of("\n\nFirst:", "\n\nСначала:", "\n\n优先处理：");
    return head
        + first.stream()
            .map(each -> "\n- " + each.what() + " · " + Words.time(each.due(), zone))
            .collect(Collectors.joining());
  }
}
