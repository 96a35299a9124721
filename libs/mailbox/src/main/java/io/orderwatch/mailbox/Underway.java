package io.orderwatch.mailbox;

/** How far an outgoing call is that has not ended yet. The same may be told more than once. */
public record Underway(String kind, String id, State state) {

  public enum State {
    /** It is being made. */
    SENDING,

    /** It may have been made: the other side is read before anything is sent again. */
    UNKNOWN
  }
}
