package io.orderwatch.compliance.past;

import java.util.Locale;

/** What cannot be known any more of a case at a moment. */
public enum Unsure {
  /**
   * Ozon moved the deadline later than it was told first; when it did is not kept: the last is
   * shown.
   */
  DEADLINE_MOVED,
  /** The timeline forgets: reminders, messages and calls before that moment may be missing. */
  STORY_NOT_KEPT,
  /** It was opened again since: its deadline is the one that was told first. */
  OPENED_AGAIN;

  /** As texts and programs write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
