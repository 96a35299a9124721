package io.orderwatch.observability;

import java.util.Locale;

/**
 * What can be set from outside.
 *
 * @param property its name in a properties file
 * @param kind of value, and its unit, in words
 * @param standard the value without it; "" if there is none
 * @param needed whether the service does not start without it
 * @param meaning "" if the code does not say
 */
public record Setting(
    String property, String kind, String standard, boolean needed, String meaning) {

  /** Its name as an environment variable, by the rule of MicroProfile Config. */
  public String variable() {
    return property.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
