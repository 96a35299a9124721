package io.orderwatch.local.doctor;

import java.util.List;

/**
 * What was found out about one thing.
 *
 * @param evidence the fact, in a few words
 * @param fix what to do; "" if nothing has to be done
 */
public record Finding(Check check, Verdict verdict, String evidence, String fix) {

  /** How it stands. */
  public enum Verdict {
    WELL("✓", "ok"),
    /** It works, but not as it should, or it is not known. */
    ODD("!", "warning"),
    WRONG("✗", "failed");

    private final String mark;
    private final String word;

    Verdict(String mark, String word) {
      this.mark = mark;
      this.word = word;
    }

    public String mark() {
      return mark;
    }

    /** For programs. */
    public String word() {
      return word;
    }
  }

  static Finding well(Check check, String evidence) {
    return new Finding(check, Verdict.WELL, evidence, "");
  }

  static Finding odd(Check check, String evidence, String fix) {
    return new Finding(check, Verdict.ODD, evidence, fix);
  }

  static Finding wrong(Check check, String evidence, String fix) {
    return new Finding(check, Verdict.WRONG, evidence, fix);
  }

  /** Without the mark, for example {@code JDK · 25.0.1 at /opt/jdk}. */
  public String words() {
    var said = check.title() + " · " + evidence;
    return fix.isEmpty() ? said : said + " · " + fix;
  }

  public boolean failed() {
    return verdict == Verdict.WRONG;
  }

  /** For example {@code 12 ✓, 1 !, 0 ✗}. */
  public static String counted(List<Finding> findings) {
    return "%d ✓, %d !, %d ✗"
        .formatted(
            count(findings, Verdict.WELL),
            count(findings, Verdict.ODD),
            count(findings, Verdict.WRONG));
  }

  public static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(each -> each.verdict == verdict).count();
  }
}
