package io.orderwatch.notification.linter;

/**
 * What is wrong with a text, and where.
 *
 * @param offset of the first character, as {@link String#charAt} counts them
 * @param length how many characters; 0 only if the text is empty
 */
public record Finding(Rule rule, int offset, int length) {

  public boolean refused() {
    return rule.level() == Rule.Level.REFUSE;
  }
}
