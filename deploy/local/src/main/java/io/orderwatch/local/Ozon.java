package io.orderwatch.local;

/** The marketplace the set talks to. */
public sealed interface Ozon {

  /**
   * The stand-in, with three stores.
   *
   * @param scenario as the simulator knows it: {@code standard}, {@code living} or a file
   */
  record Simulated(String scenario) implements Ozon {}

  /**
   * Ozon itself, or what stands between or in its place, in real time.
   *
   * @param url scheme, host and port
   * @param send whether messages and actions really go out; without it they are only planned
   */
  record Real(String url, String clientId, String apiKey, boolean send) implements Ozon {

    static final String AT_OZON = "https://api-seller.ozon.ru";

    /** Without the key. */
    @Override
    public String toString() {
      return "Real[url=" + url + ", clientId=" + clientId + ", send=" + send + "]";
    }
  }
}
