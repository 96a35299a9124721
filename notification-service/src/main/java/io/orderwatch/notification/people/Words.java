package io.orderwatch.notification.people;

import io.orderwatch.notification.people.Alerting.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What alerts say, in three languages: how many, of what, until when, which orders, what to do. */
public final class Words {

  /** So many subjects are named; the others are counted. */
  public static final int NAMED = 10;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

  private Words() {}

  /**
   * @param count of its subjects
   */
  public static String title(Language language, String store, Kind kind, int count, int level) {
    var again = level == 1 ? "" : language.of("Not acknowledged: ", "Не подтверждено: ", "无人确认：");
    return again + what(language, kind, count) + " · " + store(language, store);
  }

  /**
   * @param id of the alert, by which it is acknowledged
   * @param due the earliest; empty if nothing presses
   * @param named the first of its subjects, at most {@link #NAMED}
   */
  public static String text(
      Language language,
      ZoneId zone,
      String id,
      Kind kind,
      int count,
      Optional<Instant> due,
      List<String> named) {
    var until =
        due.map(at -> language.of("Due: ", "Срок: ", "截止：") + time(at, zone) + "\n").orElse("");
    var more =
        count <= named.size()
            ? ""
            : language
                .of("\n… and %d more", "\n… и ещё %d", "\n……另有 %d 个")
                .formatted(count - named.size());
    var list = named.stream().map(each -> "\n- " + each).collect(Collectors.joining());
    return until
        + todo(language, kind)
        + list
        + more
        + "\n\n"
        + language.of("Acknowledge: ", "Подтвердить: ", "确认：")
        + "POST /api/alerts/"
        + id
        + "/ack";
  }

  /** The title of a message that only shows that a channel works. */
  public static String trying(Language language, String store) {
    return language.of("Test · ", "Проверка · ", "测试 · ") + store(language, store);
  }

  public static String tried(Language language, String channel) {
    return language
        .of(
            "Channel %s works. Nothing is to be done.",
            "Канал %s работает. Ничего делать не нужно.", "通道 %s 工作正常，无需处理。")
        .formatted(channel);
  }

  public static String store(Language language, String store) {
    return language.of("store ", "магазин ", "店铺 ") + store;
  }

  /** For example {@code 2026-11-25 09:00 +08:00}. */
  public static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }

  private static String what(Language language, Kind kind, int count) {
    var what =
        switch (kind) {
          case TASK ->
              language.of(
                  "messages only a person can send: %d",
                  "сообщения, которые может отправить только человек: %d", "需要人工发送的消息：%d");
          case UNREACHED ->
              language.of(
                  "buyers not reached, orders near their end: %d",
                  "покупатели без сообщений, срок заказов истекает: %d", "尚未联系到买家、即将到期的订单：%d");
          case UNREAD ->
              language.of(
                  "last message not read, orders near their end: %d",
                  "последнее сообщение не прочитано, срок заказов истекает: %d",
                  "最后一条消息未读、即将到期的订单：%d");
          case MESSAGE_FAILED ->
              language.of(
                  "messages that could not be sent: %d",
                  "сообщения, которые не удалось отправить: %d", "无法发送的消息：%d");
          case CHAT_REFUSED ->
              language.of(
                  "Ozon refuses the chat by API: %d",
                  "Ozon отказывает в чате по API: %d", "Ozon 拒绝通过 API 使用聊天：%d");
          case ORDER_LOST ->
              language.of(
                  "orders cancelled without passport data: %d",
                  "заказы отменены без паспортных данных: %d", "因缺少护照信息被取消的订单：%d");
          case ANSWER ->
              language.of(
                  "buyers' answers that wait for yours: %d",
                  "ответы покупателей, которые ждут вашего: %d", "等待您回复的买家消息：%d");
          case NOTICE_REFUSED ->
              language.of(
                  "notices to buyers that were refused: %d",
                  "сообщения покупателям, которые отклонены: %d", "被拒绝的买家通知：%d");
          case TICKET_STALE ->
              language.of(
                  "requests to Ozon's support without a result: %d",
                  "обращения в поддержку Ozon без результата: %d", "尚无结果的 Ozon 客服工单：%d");
          case CANCELLATION_DUE ->
              language.of(
                  "requests to cancel that wait for your answer: %d",
                  "заявки на отмену, которые ждут вашего ответа: %d", "等待您答复的取消申请：%d");
          case RETURN_DUE ->
              language.of(
                  "returns whose time runs out: %d",
                  "возвраты, срок по которым истекает: %d", "即将到期的退货：%d");
          case APPROVAL_AWAITED ->
              language.of(
                  "requests that a second person must approve: %d",
                  "запросы, которые должен подтвердить второй человек: %d", "须由第二个人批准的请求：%d");
        };
    return what.formatted(count);
  }

  private static String todo(Language language, Kind kind) {
    return switch (kind) {
      case TASK ->
          language.of(
              "Send these in the seller's cabinet; the texts are at /api/tasks.",
              "Отправьте их в кабинете продавца; тексты: /api/tasks.",
              "请在卖家后台发送；文本见 /api/tasks。");
      case UNREACHED ->
          language.of(
              "No message has reached these buyers; look why at /api/conversations.",
              "Ни одно сообщение не дошло; причины: /api/conversations.",
              "尚无消息送达这些买家；原因见 /api/conversations。");
      case UNREAD ->
          language.of(
              "Write to these buyers in the seller's cabinet; a person may find other words.",
              "Напишите этим покупателям в кабинете продавца; человек может найти другие слова.",
              "请在卖家后台给这些买家写消息；人工措辞可能更有效。");
      case MESSAGE_FAILED ->
          language.of(
              "Look why at /api/conversations; write in the seller's cabinet where it is still allowed.",
              "Причины: /api/conversations; напишите в кабинете продавца, если это ещё возможно.",
              "原因见 /api/conversations；如仍允许，请在卖家后台联系买家。");
      case CHAT_REFUSED ->
          language.of(
              "Look at subscription and key; until then every message is a task.",
              "Проверьте подписку и ключ; до тех пор каждое сообщение — задача.",
              "请检查订阅与密钥；在此之前每条消息都需人工处理。");
      case ORDER_LOST ->
          language.of(
              "Nothing can be done for these; look why the buyers did not answer.",
              "Их уже не спасти; посмотрите, почему покупатели не ответили.",
              "这些订单已无法挽回；请查看买家未回应的原因。");
      case ANSWER ->
          language.of(
              "Read them in the seller's cabinet; the word says what each is about.",
              "Прочитайте их в кабинете продавца; слово говорит, о чём каждый.",
              "请在卖家后台查看；后面的词表示内容。");
      case NOTICE_REFUSED ->
          language.of(
              "The buyers were not told; look why at /api/notices.",
              "Покупатели их не получили; причины: /api/notices.",
              "买家未收到；原因见 /api/notices。");
      case TICKET_STALE ->
          language.of(
              "File them, or ask Ozon's support again; the texts are at /api/tickets.",
              "Подайте их или повторите обращение в поддержку Ozon; тексты: /api/tickets.",
              "请提交工单或再次联系 Ozon 客服；文本见 /api/tickets。");
      case CANCELLATION_DUE ->
          language.of(
              "Approve or reject them; what nobody answers Ozon approves by itself.",
              "Одобрите или отклоните их; заявку без ответа Ozon одобряет сам.",
              "请批准或拒绝；无人答复的申请将由 Ozon 自动批准。");
      case RETURN_DUE ->
          language.of(
              "Look at these returns and act before the time is out.",
              "Проверьте эти возвраты и примите решение до истечения срока.",
              "请查看这些退货，并在到期前处理。");
      case APPROVAL_AWAITED ->
          language.of(
              "Approve or decline them at the board, page Awaiting approval; who asked cannot.",
              "Подтвердите или отклоните их на доске, страница «Ждут подтверждения»; автор запроса этого сделать не может.",
              "请在看板的“待批准”页面批准或否决；提出请求的人不能自己批准。");
    };
  }
}
