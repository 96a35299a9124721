package io.orderwatch.local.edge;

/**
 * Why the set cannot start, for people: the cause first, then what to do, in one or a few lines.
 */
public final class CannotStart extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CannotStart(String message) {
    super(message);
  }
}
