package io.orderwatch.contracts;

import java.util.regex.Pattern;

/**
 * One chat of one store.
 *
 * @param chat Ozon's id of it, for example {@code 5969c331-2e64-44b7-8a0e-ff9526762c62}
 */
public record ChatRef(StoreId store, String chat) {

  private static final Pattern WRITTEN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,63}");

  public ChatRef {
    if (!written(chat)) {
      throw new IllegalArgumentException("a chat's id is up to 64 letters, digits and dashes");
    }
  }

  /** Whether this can be the id of a chat. */
  public static boolean written(String chat) {
    return WRITTEN.matcher(chat).matches();
  }

  /**
   * Reads {@code <store>:<chat id>}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static ChatRef parse(String key) {
    var colon = key.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a chat's key is written <store>:<chat id>");
    }
    return new ChatRef(new StoreId(key.substring(0, colon)), key.substring(colon + 1));
  }

  public String key() {
    return store.value() + ":" + chat;
  }

  @Override
  public String toString() {
    return key();
  }
}
