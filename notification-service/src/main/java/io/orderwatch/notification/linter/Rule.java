package io.orderwatch.notification.linter;

/**
 * What a message to a buyer may not hold. Breaking Ozon's rules can cost the store its chat.
 *
 * <p>Sources: seller-api.md H9, Ozon's rules of communication with buyers (September 2026); H12,
 * chats in the seller app, on fraud (September 2026); S1, the Seller API's schema (2026-09-28).
 * What is ours is an editor's advice.
 */
public enum Rule {
  LENGTH(Level.REFUSE, Source.API, "Write 1 to 1000 characters that can be seen."),
  LANGUAGE(
      Level.REFUSE, Source.OURS, "Write in Russian: what cannot be read cannot be checked either."),
  MIXED_SCRIPTS(
      Level.REFUSE, Source.OURS, "Write each word in one alphabet: «Пришлите», not «Пpишлите»."),
  /** What leads out of Ozon: addresses, codes to scan, other shops. Ozon's own sites are none. */
  LINK(
      Level.REFUSE,
      Source.H9,
      "Name the place in words: «раздел «Заказы» на Ozon». Only Ozon's own addresses may stand here."),
  EMAIL(Level.REFUSE, Source.H9, "Leave the mail address out: «ответим здесь, в чате»."),
  PHONE(Level.REFUSE, Source.H9, "Leave the telephone out: «ответим здесь, в чате»."),
  /** Any other way to talk than Ozon's chat. */
  MESSENGER(Level.REFUSE, Source.H9, "Stay in this chat: «ответим здесь, в чате»."),
  /** Saying that Ozon will cancel is no request. */
  CANCEL_REQUEST(
      Level.REFUSE,
      Source.H9,
      "Never ask for a cancellation: say what happens by itself, «Ozon автоматически отменит заказ»."),
  /** On Ozon's page of the order the buyer may be asked to type; to us never. */
  DATA_REQUEST(
      Level.REFUSE,
      Source.H12,
      "Ask for no data in the chat: «укажите данные получателя на странице заказа в Ozon»."),
  PAYMENT(Level.REFUSE, Source.H9, "Ask for no money: what is to be paid, Ozon shows."),
  /** Words in capitals longer than four letters: OZON and МСК are no shouting. */
  CAPITALS(Level.WARN, Source.OURS, "Write in small letters."),
  DECORATION(Level.WARN, Source.OURS, "One full stop is enough; no emoji, no smileys."),
  /** Without inviting there. */
  BRAND(Level.WARN, Source.OURS, "Name no messenger unless the goods are called so.");

  /** What comes of a finding. */
  public enum Level {
    /** Such a text is not sent. */
    REFUSE,
    /** Somebody should look at it. */
    WARN
  }

  /**
   * Where a rule comes from.
   *
   * @param named in words
   * @param date when it was read there, {@code yyyy-MM}
   */
  public record Source(String named, String date) {
    private static final Source H9 =
        new Source("Ozon, rules of communication with buyers (seller-api.md H9)", "2026-09");
    private static final Source H12 =
        new Source("Ozon, chats in the seller app (seller-api.md 7.1, H9 and H12)", "2026-09");
    private static final Source API =
        new Source("Ozon Seller API, /v1/chat/send/message (seller-api.md S1)", "2026-09");
    private static final Source OURS = new Source("Orderwatch, an editor's advice", "2026-11");
  }

  private final Level level;

  @SuppressWarnings("ImmutableEnumChecker") // a record of two strings
  private final Source source;

  private final String instead;

  Rule(Level level, Source source, String instead) {
    this.level = level;
    this.source = source;
    this.instead = instead;
  }

  public Level level() {
    return level;
  }

  public Source source() {
    return source;
  }

  /** What to write in its place. */
  public String instead() {
    return instead;
  }
}
