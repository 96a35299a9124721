package io.orderwatch.logistics.shipment;

/** What refusals say in Russian. */
final class InRussian {

  private static final String BY_TICKET =
      "Сделать это может только поддержка Ozon: для неё подготовлено обращение.";
  private static final String BY_BUYER =
      "Перенести её может только поддержка Ozon: для неё подготовлено обращение. У "
          + "покупателя такой функции тоже нет, но он может объяснить всё поддержке Ozon, "
          + "и тогда она перенесёт дату.";

  private InRussian() {}

  static String cause(Refusal refusal) {
    return switch (refusal) {
      case ALREADY_CANCELLED -> "Отправление уже отменено.";
      case ALREADY_DELIVERED ->
          "Ozon считает отправление доставленным или предположительно доставленным; "
              + "такое отправление отменить нельзя.";
      case PASSPORT_AWAITED ->
          "Покупатель ещё не передал паспортные данные. Дождитесь, пока заказ отменит "
              + "сам Ozon: каждая отмена по инициативе продавца учитывается в показателях "
              + "магазина. Сотрудник может отменить и сейчас, указав, почему.";
      case OZON_LOGISTICS_IN_TRANSIT ->
          "Отправление везёт логистика Ozon, и в пути Ozon его не возвращает. Отменить в "
              + "пути можно только то, что везёт сам продавец или интегрированный перевозчик.";
      case CANCEL_NOT_OFFERED -> "Сейчас Ozon не предлагает отменить это отправление.";
      case CARRIER_UNKNOWN_IN_TRANSIT ->
          "Отправление в пути, и неизвестно, может ли перевозчик его вернуть; отозвать "
              + "отмену нельзя.";
      case COMMENT_MISSING -> "К причине 402 («другое», вина продавца) нужен комментарий.";
      case REASON_NOT_ALLOWED -> "Сейчас Ozon не принимает эту причину для этого отправления.";
      case GOODS_TOO_LATE ->
          "Часть товаров можно отменить, только пока отправление ждёт сборки или "
              + "передачи в доставку.";
      case GOODS_MALFORMED -> "Каждый товар указывают один раз и не меньше одной штуки к отмене.";
      case GOODS_NOT_IN_POSTING -> "В отправлении нет столько штук этих товаров.";
      case GOODS_ARE_ALL -> "Это все товары отправления, то есть отмена отправления целиком.";
      case GOODS_COMMENT_MISSING -> "Для отмены части товаров всегда нужен комментарий.";
      case GOODS_NOT_OFFERED ->
          "Сейчас Ozon не предлагает отменить часть товаров этого отправления.";
      case GOODS_NOT_KNOWN -> "Здесь ещё неизвестно, какие товары в отправлении.";
      case GOODS_CHANGED -> "Состав отправления уже не тот, что был в момент запроса.";
      case DECLINED -> "Запрос отклонён человеком, ничего не сделано.";
      case NOT_APPROVED ->
          "Второй человек не подтвердил запрос вовремя, поэтому ничего не сделано.";
      case POSTING_ENDED ->
          "Отправление отменено, доставлено или предположительно доставлено; изменить в "
              + "нём уже ничего нельзя.";
      case REASON_MISSING -> "Нужно указать причину.";
      case TRACKING_MALFORMED ->
          "Трек-номер состоит из 5–50 латинских букв, цифр и дефисов и не начинается с "
              + "дефиса.";
      case TRACKING_CHECK_DIGIT_WRONG ->
          "Номер похож на международный почтовый (UPU S10), но контрольная цифра "
              + "неверна: отследить его никто не сможет.";
      case TRACKING_IS_POSTING_NUMBER ->
          "Это номер самого отправления, а не трек-номер перевозчика.";
      case TRACKING_UNCHANGED -> "Ozon уже показывает этот трек-номер.";
      case TRACKING_FORM_UNKNOWN ->
          "Ни один известный здесь перевозчик так номера не пишет, а отправление, "
              + "которое нельзя отследить, Ozon отменяет.";
      case TRACKING_AFTER_PASSPORT ->
          "Заказ приостановлен, пока покупатель не передаст паспортные данные; "
              + "трек-номер указывают после этого.";
      case TRACKING_AFTER_PACKING ->
          "Отправление ещё не собрано; трек-номер указывают после сборки.";
      case TRACKING_AFTER_REGISTRATION ->
          "Перевозчик регистрирует отправление и тогда же присвоит ему номер.";
      case TRACKING_IS_OZONS ->
          "Отправление везёт логистика Ozon, и трек-номер присваивает Ozon; сменить его "
              + "Ozon не предлагает.";
      case TRACKING_IS_THE_CARRIERS ->
          "Отправление везёт партнёр Ozon, и номер получен при регистрации; сменить его "
              + "Ozon не предлагает.";
      case TRACKING_NOT_OFFERED ->
          "Сейчас Ozon не предлагает сменить трек-номер этого отправления.";
      case WINDOW_REVERSED -> "Время доставки должно начинаться раньше, чем заканчиваться.";
      case WINDOW_PAST -> "Время доставки не может начинаться в прошлом.";
      case WINDOW_NOT_LATER -> "Покупателю уже обещана доставка не раньше этого времени.";
      case WINDOW_NOT_ALLOWED ->
          "Время доставки выходит за пределы, которые Ozon сейчас допускает для этого "
              + "отправления.";
      case NO_CHANGES_LEFT ->
          "Ozon разрешает перенести доставку дважды, и для этого отправления осталось 0 "
              + "переносов из 2.";
      case EXTENSION_NOT_OFFERED ->
          "Сейчас Ozon не предлагает перенести доставку этого отправления.";
      case PROGRESS_WORD_UNKNOWN ->
          "Сообщить можно, что отправление передано в доставку (sent), у курьера "
              + "(last-mile) или доставлено (delivered).";
      case PROGRESS_SHOWN -> "Ozon уже показывает, что отправление там или дальше.";
      case PROGRESS_IS_THE_CARRIERS ->
          "Отправление везёт логистика Ozon или интегрированный перевозчик, и о его "
              + "движении Ozon узнаёт от них.";
      case PROGRESS_AFTER_PASSPORT ->
          "Заказ приостановлен, пока покупатель не передаст паспортные данные; до этого "
              + "ничего не отправляют.";
      case PROGRESS_AFTER_PACKING -> "Отправление ещё не собрано.";
      case PROGRESS_NOT_OFFERED -> "Сейчас Ozon не предлагает сообщить об этом шаге.";
      case DATE_PAST -> "Дата отгрузки не может быть в прошлом.";
      case DATE_LATER -> "Новая дата отгрузки может быть только не позже нынешней.";
      case DATE_NOT_OFFERED -> "Сейчас Ozon не предлагает указать дату отгрузки этого отправления.";
      case REQUEST_UNKNOWN -> "Ozon не показывает такого запроса на отмену для этого отправления.";
      case REQUEST_ANSWERED ->
          "Запрос на отмену уже не ждёт ответа: на него ответили или он одобрен сам "
              + "через три дня.";
      case ANSWER_COMMENT_MISSING -> "К отказу в отмене Ozon требует комментарий.";
      case RETURN_UNKNOWN -> "Ozon не показывает такой заявки на возврат для этого отправления.";
      case RETURN_ACTION_NOT_OFFERED -> "Сейчас Ozon не предлагает этого действия с возвратом.";
      case RETURN_ACTIONS_NOT_SHOWN ->
          "Ozon не показывает, какие действия с возвратом он предлагает.";
      case REJECTION_REASON_MISSING -> "Для отказа (-1, -10) нужна одна из причин отказа Ozon.";
      case REJECTION_COMMENT_MISSING -> "Для отказа (-1, -10) нужен комментарий.";
      case COMPENSATION_MISSING -> "Для действия 1020 нужна сумма компенсации.";
      case RETURN_DECIDED_OTHERWISE ->
          "По возврату приняли другое решение, прежде чем действие удалось выполнить.";
      case IN_DISPUTE -> "По отправлению уже открыт спор.";
      case DISPUTE_NOT_OFFERED ->
          "Сейчас Ozon не предлагает открыть спор по этому отправлению: это возможно для "
              + "того, что передали в доставку, но не отсканировали в сортировочном центре.";
      case NOT_IN_DISPUTE -> "По отправлению нет спора, который открыл магазин.";
      case RESUMPTION_NOT_OFFERED ->
          "Сейчас Ozon не предлагает вернуть это отправление в доставку.";
      case POSTING_NOT_SEEN -> "Это отправление здесь ещё не встречалось.";
      case NOT_CANCELLED -> "Отправление не отменено, обжаловать нечего.";
      case CANCELLATION_NOT_COUNTED -> "Эту отмену Ozon не засчитывает магазину.";
      case NOT_ON_ITS_WAY -> "Отправление не в пути, застрять там оно не могло.";
      case TICKET_DRAFTED_BEFORE -> "Такое же обращение уже подготовлено и не завершено.";
      case NOT_SHOWN -> "Запрос отправлен, но Ozon этого не показывает.";
      case UNKNOWN_POSTING -> "Ozon не знает такого отправления в этом магазине.";
      case STATE_NOT_SHOWN ->
          "Ozon не показывает, в каком состоянии отправление, и, возможно, ждёт "
              + "паспортных данных; отозвать отмену нельзя. Сотрудник может отменить "
              + "отправление, указав, почему.";
      case OUTCOME_UNKNOWN -> "Не удалось узнать, сделал ли это Ozon: посмотрите отправление.";
      case NOT_MADE_IN_TIME ->
          "Целые сутки не удавалось обратиться к Ozon: если это ещё нужно, повторите.";
      case UNKNOWN_STORE -> "Здесь не настроен API-ключ этого магазина.";
      case STORE_IN_SHADOW -> "Магазин в теневом режиме: всё решено, но в Ozon ничего не изменено.";
      case SENDING_SWITCHED_OFF -> "Изменения в Ozon здесь отключены (orderwatch.ozon.send).";
    };
  }

  /** "" for nothing. */
  static String alternative(Refusal refusal) {
    return switch (refusal) {
      case OZON_LOGISTICS_IN_TRANSIT ->
          "Дождитесь доставки: если заказ покупателю не нужен, он может отказаться от "
              + "него при получении или вернуть.";
      case GOODS_ARE_ALL -> "Отмените отправление целиком, не указывая товары.";
      case GOODS_NOT_KNOWN -> "Повторите, когда Ozon покажет состав отправления.";
      case GOODS_CHANGED -> "Прежде чем повторять, посмотрите, что осталось.";
      case NOT_APPROVED -> "Если это ещё нужно, отправьте запрос заново с новым commandId.";
      case TRACKING_MALFORMED -> "Перепишите его с этикетки перевозчика.";
      case TRACKING_CHECK_DIGIT_WRONG -> "Сверьте его с этикеткой перевозчика.";
      case TRACKING_IS_POSTING_NUMBER -> "Укажите номер с этикетки перевозчика.";
      case TRACKING_FORM_UNKNOWN ->
          "Если номер верен, отправьте запрос ещё раз и подтвердите номер (confirmed: "
              + "true, новый commandId).";
      case TRACKING_AFTER_PASSPORT, PROGRESS_AFTER_PASSPORT ->
          "Дождитесь, пока Ozon снимет заказ с паузы.";
      case TRACKING_AFTER_PACKING, PROGRESS_AFTER_PACKING -> "Сначала соберите отправление.";
      case TRACKING_AFTER_REGISTRATION -> "Дождитесь перевозчика.";
      case TRACKING_IS_OZONS, TRACKING_IS_THE_CARRIERS, TRACKING_NOT_OFFERED -> BY_TICKET;
      case NO_CHANGES_LEFT, EXTENSION_NOT_OFFERED -> BY_BUYER;
      case RETURN_ACTION_NOT_OFFERED -> "Какие предлагает, показывает GET /api/returns.";
      case DISPUTE_NOT_OFFERED -> "На спор покупателя отвечают действиями с его возвратом.";
      case POSTING_NOT_SEEN -> "Повторите, когда order-ingest его прочитает.";
      case TICKET_DRAFTED_BEFORE -> "Ведите его или откажитесь от него.";
      case NOT_SHOWN -> "Прежде чем повторять, посмотрите отправление в личном кабинете.";
      case STORE_IN_SHADOW -> "Укажите для него mode: live в stores.yaml.";
      case ALREADY_CANCELLED,
          ALREADY_DELIVERED,
          PASSPORT_AWAITED,
          CANCEL_NOT_OFFERED,
          CARRIER_UNKNOWN_IN_TRANSIT,
          COMMENT_MISSING,
          REASON_NOT_ALLOWED,
          GOODS_TOO_LATE,
          GOODS_MALFORMED,
          GOODS_NOT_IN_POSTING,
          GOODS_COMMENT_MISSING,
          GOODS_NOT_OFFERED,
          DECLINED,
          POSTING_ENDED,
          REASON_MISSING,
          TRACKING_UNCHANGED,
          WINDOW_REVERSED,
          WINDOW_PAST,
          WINDOW_NOT_LATER,
          WINDOW_NOT_ALLOWED,
          PROGRESS_WORD_UNKNOWN,
          PROGRESS_SHOWN,
          PROGRESS_IS_THE_CARRIERS,
          PROGRESS_NOT_OFFERED,
          DATE_PAST,
          DATE_LATER,
          DATE_NOT_OFFERED,
          REQUEST_UNKNOWN,
          REQUEST_ANSWERED,
          ANSWER_COMMENT_MISSING,
          RETURN_UNKNOWN,
          RETURN_ACTIONS_NOT_SHOWN,
          REJECTION_REASON_MISSING,
          REJECTION_COMMENT_MISSING,
          COMPENSATION_MISSING,
          RETURN_DECIDED_OTHERWISE,
          IN_DISPUTE,
          NOT_IN_DISPUTE,
          RESUMPTION_NOT_OFFERED,
          NOT_CANCELLED,
          CANCELLATION_NOT_COUNTED,
          NOT_ON_ITS_WAY,
          UNKNOWN_POSTING,
          STATE_NOT_SHOWN,
          OUTCOME_UNKNOWN,
          NOT_MADE_IN_TIME,
          UNKNOWN_STORE,
          SENDING_SWITCHED_OFF ->
          "";
    };
  }
}
