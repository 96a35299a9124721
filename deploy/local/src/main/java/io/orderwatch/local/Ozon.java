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
   * Ozon itself, in real time.
   *
   * @param send whether messages and actions really go out; without it they are only planned
   */
  record Real(String clientId, String apiKey, boolean send) implements Ozon {
    /** Without the key. */
    @Override
    public String toString() {
      return "Real[clientId=" + clientId + ", send=" + send + "]";
    }
  }
}
