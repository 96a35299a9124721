package io.orderwatch.compliance.past;

import io.orderwatch.compliance.passport.Told;
import io.orderwatch.compliance.timeline.Timeline.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline of a posting tells of its passport case: when it was opened, what the buyer and
 * people were told, what came back, and when the data came.
 *
 * @param entries the oldest first; those of other types are passed over
 */
public record Tale(List<Entry> entries) {

  private static final String MISSING = "passport.missing.v1";
  private static final String REMINDER_DUE = "passport.reminder-due.v1";
  private static final String ESCALATED = "passport.escalated.v1";
  private static final String SUPPLIED = "passport.supplied.v1";
  private static final String SENT = "message.sent.v1";
  private static final String READ = "message.read.v1";
  private static final String ANSWERED = "message.answered.v1";

  /** The types that are looked at. */
  public static final Set<String> TYPES =
      Set.of(MISSING, REMINDER_DUE, ESCALATED, SUPPLIED, SENT, READ, ANSWERED);

  public Tale {
    entries =
        entries.stream()
            .filter(entry -> TYPES.contains(entry.type()))
            .sorted(Comparator.comparing(Entry::at))
            .toList();
  }

  /**
   * From one opening of the case until the next.
   *
   * @param openedAt when it began
   * @param end the next opening; far in the future if there is none
   */
  public record Round(List<Entry> entries, Instant openedAt, Instant end) {

    /** The deadline that was told first; null if that is forgotten. */
    @Nullable Instant first() {
      return entries.stream()
          .filter(entry -> entry.type().equals(MISSING))
          .findFirst()
          .map(Tale::deadline)
          .orElse(null);
    }

    @Nullable Instant suppliedAt() {
      return entries.stream()
          .filter(entry -> entry.type().equals(SUPPLIED))
          .findFirst()
          .map(Entry::at)
          .orElse(null);
    }

    /** Why people were called in it. */
    Set<String> causes() {
      return entries.stream()
          .filter(entry -> entry.type().equals(ESCALATED))
          .map(entry -> facts(entry).getOrDefault("reason", ""))
          .collect(Collectors.toSet());
    }

    Until until(Instant at) {
      var supplied = suppliedAt();
      return Until.of(
          entries.stream()
              .filter(entry -> !entry.at().isAfter(at))
              .filter(entry -> supplied == null || !entry.at().isAfter(supplied))
              .toList());
    }
  }

  /** A step, or an answer, and when it was; 0 and null for none. */
  record At(int step, @Nullable Instant at) {

    static final At NEVER = new At(0, null);
  }

  /**
   * What was told in a round until a moment.
   *
   * @param about what the answer is about; null if there is none
   */
  record Until(
      At reminded,
      At sent,
      At read,
      @Nullable Instant answeredAt,
      @Nullable String about,
      Set<String> causes) {

    static Until of(List<Entry> entries) {
      var reminded = At.NEVER;
      var sent = At.NEVER;
      var read = At.NEVER;
      Instant answeredAt = null;
      String about = null;
      var causes = new HashSet<String>();
      for (var entry : entries) {
        switch (entry.type()) {
          case REMINDER_DUE -> reminded = new At(step(entry), entry.at());
          case SENT -> sent = new At(step(entry), entry.at());
          case READ -> read = step(entry) > read.step() ? new At(step(entry), entry.at()) : read;
          case ANSWERED -> {
            if (answeredAt == null || entry.at().isAfter(answeredAt)) {
              answeredAt = entry.at();
              about = facts(entry).get("about");
            }
          }
          case ESCALATED -> causes.add(facts(entry).getOrDefault("reason", ""));
          default -> {} // when it was opened and supplied stands elsewhere
        }
      }
      return new Until(reminded, sent, read, answeredAt, about, causes);
    }

    /**
     * What the case itself says holds, as far as it was so until then: the timeline may have
     * forgotten it, or not have heard of it yet.
     */
    Until or(Told told, int steps, Instant at) {
      var back = told.back();
      return new Until(
          told.remindedAt() == null
              ? new At(steps, null)
              : until(new At(steps, told.remindedAt()), at, reminded),
          until(new At(told.sentStep(), told.sentAt()), at, sent),
          until(new At(back.readStep(), back.readAt()), at, read),
          by(back.answeredAt(), at) ? back.answeredAt() : answeredAt,
          by(back.answeredAt(), at) ? back.about() : about,
          causes);
    }

    private static At until(At told, Instant at, At otherwise) {
      return by(told.at(), at) ? told : otherwise;
    }

    private static boolean by(@Nullable Instant told, Instant at) {
      return told != null && !told.isAfter(at);
    }

    Told told() {
      return new Told(
          reminded.at(),
          sent.step(),
          sent.at(),
          causes,
          new Told.Back(read.step(), read.at(), answeredAt, about));
    }
  }

  /** The round that began then, and lasts. */
  Round since(Instant openedAt) {
    return between(openedAt, Instant.MAX);
  }

  /**
   * The round of a moment that lies before the case was opened last; empty if it is not told.
   *
   * @param openedLast when it was
   */
  Optional<Round> round(Instant at, Instant openedLast) {
    var openings =
        new ArrayList<>(
            entries.stream()
                .filter(entry -> entry.type().equals(MISSING) && entry.at().isBefore(openedLast))
                .map(Entry::at)
                .distinct()
                .toList());
    openings.add(openedLast);
    for (var i = openings.size() - 2; i >= 0; i--) {
      if (!openings.get(i).isAfter(at)) {
        return Optional.of(between(openings.get(i), openings.get(i + 1)));
      }
    }
    return Optional.empty();
  }

  private Round between(Instant from, Instant until) {
    return new Round(
        entries.stream()
            .filter(entry -> !entry.at().isBefore(from) && entry.at().isBefore(until))
            .toList(),
        from,
        until);
  }

  private static Instant deadline(Entry entry) {
    return Instant.parse(facts(entry).getOrDefault("deadline", entry.at().toString()));
  }

  /** A notice has none: 0. Of a reminder it is {@code 2/3}. */
  private static int step(Entry entry) {
    var step = facts(entry).getOrDefault("step", "0");
    var slash = step.indexOf('/');
    return Integer.parseInt(slash < 0 ? step : step.substring(0, slash));
  }

  static Map<String, String> facts(Entry entry) {
    var facts = new HashMap<String, String>();
    for (var fact : entry.facts().split(" ", -1)) {
      var is = fact.indexOf('=');
      if (is > 0) {
        facts.put(fact.substring(0, is), fact.substring(is + 1));
      }
    }
    return facts;
  }
}
