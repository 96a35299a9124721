package io.orderwatch.compliance.board;

import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why somebody at a browser does not see what he asked for, and the one thing that helps him. */
public enum Turned {
  /** None of his groups has a role. He is given one and logs in anew, or is another person. */
  NO_ROLE(Way.OUT),
  OTHER_STORE(Way.BOARD),
  OTHER_ROLE(Way.BOARD),
  NOT_LET_IN(Way.AGAIN),
  ISSUER_AWAY(Way.AGAIN),
  /** The database, or a fault of ours. */
  AWAY(Way.AGAIN),
  MISSING(Way.BOARD);

  /** What he does next. */
  public enum Way {
    OUT,
    AGAIN,
    BOARD
  }

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int FAULT = 500;

  private final Way way;

  Turned(Way way) {
    this.way = way;
  }

  /** Why, if that was answered before anybody was asked what he may. */
  public static Turned atTheDoor(int status) {
    return status == UNAUTHORIZED ? NOT_LET_IN : status >= FAULT ? ISSUER_AWAY : MISSING;
  }

  /**
   * Why, if this visitor was answered that.
   *
   * @param store that the address names; null if it names none
   */
  public static Turned of(int status, Visitor visitor, @Nullable String store) {
    if (status != FORBIDDEN) {
      return status >= FAULT ? AWAY : MISSING;
    }
    if (visitor.role().isEmpty()) {
      return NO_ROLE;
    }
    return store != null && !visitor.is(Role.VIEWER, store) ? OTHER_STORE : OTHER_ROLE;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param leaves whether he has logged in here, and so can log out
   */
  public Way way(boolean leaves) {
    return way == Way.OUT && !leaves ? Way.AGAIN : way;
  }
}
