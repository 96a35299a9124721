package io.orderwatch.compliance.rules;

import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon asks of a store in a span of days, as a dated file tells it; every rule cites its
 * source.
 *
 * @param name the file's
 * @param from its first day
 * @param until its last day; null as long as it holds
 * @param zones ascending; the last one ends at 100 per cent
 * @param counted what counts as the seller's fault
 * @param rates roubles for one unit of a currency
 * @param rules all of them, as they were written
 */
public record RulePack(
    String name,
    LocalDate from,
    @Nullable LocalDate until,
    Index index,
    List<Zone> zones,
    Money feeCap,
    Map<String, BigDecimal> rates,
    Set<End> counted,
    Map<End, Long> reasons,
    Limits limits,
    Map<String, Rule> rules) {

  private static final Pattern ZONE =
      Pattern.compile("up to ([0-9.]+) % fee ([0-9.]+) %(?: block (?<block>[0-9]+) days)?");
  private static final Pattern AMOUNT = Pattern.compile("([0-9.]+) ([A-Z]{3})");
  private static final Pattern DAYS = Pattern.compile("([0-9]+) days");
  private static final Pattern HOURS = Pattern.compile("([0-9]+) hours");
  private static final Pattern TIMES = Pattern.compile("([0-9]+) times");

  private static final String ZONES = "zone.";
  private static final String RATES = "rate.";
  private static final String COUNTS = "counts.";
  private static final String REASONS = "reason.";

  /**
   * @param window how many days the index looks at
   * @param endsBefore how many days before the day it is made for the window ends; 1 leaves out
   *     today
   * @param calendar whose days they are
   */
  public record Index(Period window, Period endsBefore, ZoneId calendar) {}

  /**
   * @param passport how long Ozon waits for passport data
   * @param late after how much delay of the hand-over Ozon cancels and counts it
   * @param timeslotChanges how often the delivery date of an order may be moved
   * @param overdue after how much delay of the delivery Ozon cancels at the buyer's wish
   * @param trackAnswer until when a number that cannot be traced is to be replaced
   * @param requestAnswer until when a buyer's request is to be answered
   */
  public record Limits(
      Duration passport,
      Period late,
      int timeslotChanges,
      Period overdue,
      Period trackAnswer,
      Period requestAnswer) {}

  public RulePack {
    zones = List.copyOf(zones);
    rates = Map.copyOf(rates);
    counted = Set.copyOf(counted);
    reasons = Map.copyOf(reasons);
  }

  public boolean counts(End end) {
    return counted.contains(end);
  }

  /** The rule that says whether it counts. */
  public Rule countsBy(End end) {
    return rule(COUNTS + end.word());
  }

  /**
   * @throws IllegalArgumentException if there is no such rule
   */
  public Rule rule(String named) {
    return Optional.ofNullable(rules.get(named))
        .orElseThrow(() -> new IllegalArgumentException(name + " has no rule " + named));
  }

  /**
   * @param index in per cent, rounded to two decimals: 4 is green, 4.01 is not
   */
  public Zone zone(BigDecimal index) {
    return zones.stream()
        .filter(each -> index.compareTo(each.upTo()) <= 0)
        .findFirst()
        .orElse(zones.getLast());
  }

  /** The rule that makes this zone. */
  public Rule zoneBy(Zone zone) {
    return rule(ZONES + zone.name());
  }

  /** In roubles; empty if no rate of the currency is known. */
  public Optional<BigDecimal> roubles(Money money) {
    return money.currency().equals(feeCap.currency())
        ? Optional.of(money.amount())
        : Optional.ofNullable(rates.get(money.currency())).map(money.amount()::multiply);
  }

  /** The same rules with rates of the day instead of those of the file. */
  public RulePack rated(Map<String, BigDecimal> ofTheDay) {
    var all = new LinkedHashMap<>(rates);
    all.putAll(ofTheDay);
    return new RulePack(
        name, from, until, index, zones, feeCap, all, counted, reasons, limits, rules);
  }

  /**
   * @throws Sheet.Faulty with file and line if a rule is wrong, unknown, missing or there twice
   */
  public static RulePack read(String file, String text) {
    var rows = new LinkedHashMap<String, Sheet.Row>();
    for (var row : Sheet.read(file, text, "rule", "value").rows()) {
      if (rows.put(row.cell(0), row) != null) {
        throw row.faulty(row.cell(0) + " is there twice");
      }
    }
    return new Reading(file, rows).pack();
  }

  /** A pack that is being read: what is left over in the end is not a rule. */
  private record Reading(String file, Map<String, Sheet.Row> rows, Set<String> taken) {
    Reading(String file, Map<String, Sheet.Row> rows) {
      this(file, rows, new HashSet<>());
    }

    RulePack pack() {
      var pack =
          new RulePack(
              file,
              value("valid.from", LocalDate::parse),
              rows.containsKey("valid.until") ? value("valid.until", LocalDate::parse) : null,
              new Index(
                  value("index.window", Reading::days),
                  value("index.ends-before", Reading::days),
                  value("index.calendar", ZoneId::of)),
              zones(),
              value("fee.cap", Reading::money),
              Map.of(),
              counted(),
              reasons(),
              new Limits(
                  value("passport.window", text -> Duration.ofHours(number(HOURS, text))),
                  value("late.after", Reading::days),
                  value("timeslot.changes", text -> number(TIMES, text)),
                  value("overdue.after", Reading::days),
                  value("track.answer", Reading::days),
                  value("request.answer", Reading::days)),
              rules());
      var rated = pack.rated(rates(pack.feeCap().currency()));
      for (var row : rows.values()) {
        if (!taken.contains(row.cell(0))) {
          throw row.faulty("there is no rule " + row.cell(0));
        }
      }
      return rated;
    }

    private <T> T value(String name, Function<String, T> meaning) {
      taken.add(name);
      return value(name).read(1, meaning);
    }

    private Sheet.Row value(String name) {
      var row = rows.get(name);
      if (row == null) {
        var last = rows.values().stream().mapToInt(Sheet.Row::line).max().orElse(1);
        throw new Sheet.Faulty(file, last, name + " is missing");
      }
      return row;
    }

    private Collection<String> names(String prefix) {
      return rows.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private List<Zone> zones() {
      var zones =
          names(ZONES).stream()
              .map(name -> value(name, text -> zone(name.substring(ZONES.length()), text)))
              .toList();
      var lowest = BigDecimal.ZERO;
      for (var zone : zones) {
        if (zone.upTo().compareTo(lowest) <= 0) {
          throw value(ZONES + zone.name()).faulty("zones ascend");
        }
        lowest = zone.upTo();
      }
      if (lowest.compareTo(BigDecimal.valueOf(100)) != 0) {
        var last = zones.isEmpty() ? "valid.from" : ZONES + zones.getLast().name();
        throw value(last).faulty("the last zone ends at 100 %");
      }
      return zones;
    }

    private Set<End> counted() {
      var counted = EnumSet.noneOf(End.class);
      for (var end : End.values()) {
        if (value(COUNTS + end.word(), Reading::yes)) {
          counted.add(end);
        }
      }
      return counted;
    }

    private Map<End, Long> reasons() {
      return names(REASONS).stream()
          .collect(
              Collectors.toMap(
                  name -> end(value(name), name.substring(REASONS.length())),
                  name -> value(name, Long::valueOf)));
    }

    private static End end(Sheet.Row row, String word) {
      return Arrays.stream(End.values())
          .filter(each -> each.word().equals(word))
          .findFirst()
          .orElseThrow(() -> row.faulty("no order ends " + word));
    }

    private Map<String, BigDecimal> rates(String into) {
      return names(RATES).stream()
          .collect(
              Collectors.toMap(
                  name -> name.substring(RATES.length()),
                  name -> value(name, text -> rate(text, into))));
    }

    private Map<String, Rule> rules() {
      var rules = new LinkedHashMap<String, Rule>();
      rows.forEach((name, row) -> rules.put(name, new Rule(name, row.cell(1), row.citation())));
      return rules;
    }

    private static Zone zone(String name, String text) {
      var found = matched(ZONE, text);
      return new Zone(
          name,
          new BigDecimal(found.group(1)),
          new BigDecimal(found.group(2)),
          found.group("block") == null ? 0 : Integer.parseInt(found.group("block")));
    }

    private static Money money(String text) {
      var found = matched(AMOUNT, text);
      return new Money(new BigDecimal(found.group(1)), found.group(2));
    }

    private static BigDecimal rate(String text, String into) {
      var money = money(text);
      if (!money.currency().equals(into)) {
        throw new IllegalArgumentException("a rate is in the currency of fee.cap, " + into);
      }
      return money.amount();
    }

    private static Period days(String text) {
      return Period.ofDays(number(DAYS, text));
    }

    private static int number(Pattern written, String text) {
      return Integer.parseInt(matched(written, text).group(1));
    }

    private static boolean yes(String text) {
      return switch (text) {
        case "yes" -> true;
        case "no" -> false;
        default -> throw new IllegalArgumentException("yes or no");
      };
    }

    private static Matcher matched(Pattern written, String text) {
      var found = written.matcher(text);
      if (!found.matches()) {
        throw new IllegalArgumentException("is not written " + written.pattern());
      }
      return found;
    }
  }
}
