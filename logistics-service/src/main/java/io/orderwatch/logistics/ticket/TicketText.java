package io.orderwatch.logistics.ticket;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.wording.Language;
import java.util.regex.Pattern;

/**
 * A ticket as the cabinet wants it. Russian is filed; Chinese and English say the same to who files
 * it.
 *
 * @param topicPath where in the cabinet; "Delivery by store, Change tracking number" is told by
 *     sellers (2026), the others are worded like it and not confirmed
 * @param text what to write
 */
public record TicketText(String topicPath, String text) {

  /** E-mail addresses, and Russian and Chinese telephone numbers. */
  private static final Pattern PERSONAL =
      Pattern.compile(
          "[\\w.+-]+@[\\w-]+\\.[\\w.-]+"
              + "|\\+\\d[\\d ()-]{8,16}\\d"
              + "|(?<![\\w-])[78][ (-]{0,2}\\d{3}[ )-]{0,2}\\d{3}[ -]?\\d{2}[ -]?\\d{2}(?![\\w-])"
              + "|(?<![\\w-])1[3-9]\\d{9}(?![\\w-])");

  /** The reason is free text, so what looks like a person's address is left out of it. */
  public static TicketText of(
      Language language, PostingRef ref, Supportable action, Ticket.Draft draft) {
    var before = draft.before().isEmpty() ? none(language) : draft.before();
    return new TicketText(
        topicPath(language, action.kind()),
        text(language, action.kind())
            .formatted(ref.posting(), before, action.wanted(), impersonal(action.reason())));
  }

  static String impersonal(String reason) {
    return PERSONAL.matcher(reason).replaceAll("…");
  }

  private static String none(Language language) {
    return switch (language) {
      case RU -> "нет";
      case ZH -> "无";
      case EN -> "none";
    };
  }

  private static String topicPath(Language language, Kind kind) {
    return switch (kind) {
      case CHANGE_TRACKING ->
          switch (language) {
            case RU -> "Доставка магазином → Изменить трек-номер";
            case ZH -> "店铺配送 → 更改追踪号码";
            case EN -> "Delivery by store → Change tracking number";
          };
      case EXTEND_DELIVERY ->
          switch (language) {
            case RU -> "Доставка магазином → Перенести дату доставки";
            case ZH -> "店铺配送 → 更改配送日期";
            case EN -> "Delivery by store → Move the delivery date";
          };
      case APPEAL_CANCELLATION ->
          switch (language) {
            case RU -> "Заказы и отправления → Оспорить отмену";
            case ZH -> "订单与货件 → 对取消提出申诉";
            case EN -> "Orders and postings → Appeal against a cancellation";
          };
      case PARCEL_STUCK ->
          switch (language) {
            case RU -> "Заказы и отправления → Отправление не движется";
            case ZH -> "订单与货件 → 货件停滞";
            case EN -> "Orders and postings → The parcel does not move";
          };
    };
  }

  private static String text(Language language, Kind kind) {
    return switch (kind) {
      case CHANGE_TRACKING ->
          switch (language) {
            case RU ->
                """
                Здравствуйте! Просим изменить трек-номер отправления %s.
                Сейчас указан: %s
                Новый трек-номер: %s
                Причина: %s
                В личном кабинете и через API изменить его сейчас нельзя.
                """;
            case ZH ->
                """
                您好!请更改货件 %s 的追踪号码。
                当前号码:%s
                新号码:%s
                原因:%s
                目前无法在卖家后台或通过 API 更改。
                """;
            case EN ->
                """
                Hello! Please change the tracking number of posting %s.
                Number now: %s
                New number: %s
                Reason: %s
                Neither the cabinet nor the API lets us change it now.
                """;
          };
      case EXTEND_DELIVERY ->
          switch (language) {
            case RU ->
                """
                Здравствуйте! Просим перенести дату доставки отправления %s.
                Сейчас обещано покупателю до (UTC): %s
                Новое время доставки (UTC): %s
                Причина: %s
                В личном кабинете и через API перенести её сейчас нельзя.
                """;
            case ZH ->
                """
                您好!请推迟货件 %s 的配送日期。
                目前承诺买家的最晚时间(UTC):%s
                新的配送时间(UTC):%s
                原因:%s
                目前无法在卖家后台或通过 API 更改。
                """;
            case EN ->
                """
                Hello! Please move the delivery date of posting %s.
                Promised to the buyer now, until (UTC): %s
                New delivery time (UTC): %s
                Reason: %s
                Neither the cabinet nor the API lets us move it now.
                """;
          };
      case APPEAL_CANCELLATION ->
          switch (language) {
            case RU ->
                """
                Здравствуйте! Отмена отправления %1$s засчитана магазину по ошибке.
                Отмена, трек-номер, срок отгрузки (UTC): %2$s
                Почему это не наша отмена: %4$s
                Просим не учитывать её в показателях магазина.
                """;
            case ZH ->
                """
                您好!货件 %1$s 的取消被错误地计入了店铺指标。
                取消信息、追踪号码、发货期限(UTC):%2$s
                为何责任不在我方:%4$s
                请不要将此次取消计入店铺指标。
                """;
            case EN ->
                """
                Hello! The cancellation of posting %1$s was wrongly counted against our store.
                Cancellation, tracking number, ship by (UTC): %2$s
                Why it is not ours: %4$s
                Please do not count it in the store's metrics.
                """;
          };
      case PARCEL_STUCK ->
          switch (language) {
            case RU ->
                """
                Здравствуйте! Отправление %1$s не движется.
                Статус, трек-номер, обещано покупателю до (UTC): %2$s
                Что известно: %4$s
                Просим найти отправление и сообщить, где оно.
                """;
            case ZH ->
                """
                您好!货件 %1$s 没有物流更新。
                状态、追踪号码、承诺买家的最晚时间(UTC):%2$s
                已知情况:%4$s
                请查找该货件并告知其位置。
                """;
            case EN ->
                """
                Hello! Posting %1$s does not move.
                Status, tracking number, promised to the buyer until (UTC): %2$s
                What is known: %4$s
                Please find the parcel and tell us where it is.
                """;
          };
    };
  }
}
