package io.orderwatch.compliance.board;

import io.orderwatch.compliance.outlook.Attention.Ranked;
import io.orderwatch.compliance.outlook.Chance;
import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Forecast;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.compliance.outlook.Open;
import io.orderwatch.compliance.outlook.Outlook;
import io.orderwatch.contracts.Money;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is to be expected, in the words of the page. */
public record Foresight(Say say, Foreseen foreseen) {

  private String of(String key, Map<String, String> given) {
    return say.texts().say(say.language(), key, given);
  }

  /** The chance of a case and what it is worth, in short. */
  public String chance(Row row) {
    var value = row.value();
    var worth = value == null ? say.of("value.unknown") : whole(value);
    return foreseen
        .of(row.key())
        .map(each -> each.judged().chance())
        .filter(Stated.class::isInstance)
        .map(Stated.class::cast)
        .map(stated -> of("outlook.chance", Map.of("chance", percent(stated), "worth", worth)))
        .orElseGet(() -> of("outlook.unstated", Map.of("worth", worth)));
  }

  /** Where that chance comes from, or why there is none. */
  public String why(Row row, Instant now) {
    return foreseen
        .of(row.key())
        .map(Ranked::judged)
        .map(
            judged ->
                switch (judged.chance()) {
                  case Stated stated -> why(stated, judged.open(), now);
                  case Chance.Unknown(var from) ->
                      of(
                          "outlook.unknown",
                          Map.of("n", number(from), "least", number(Outlook.LEAST)));
                  case Chance.Over _ -> say.of("outlook.over");
                })
        .orElseGet(() -> say.of("outlook.new"));
  }

  private String why(Stated stated, Open open, Instant now) {
    var opened = open.opened();
    var since = stated.by() == By.OPENED && opened != null ? opened : open.since();
    return of(
        "outlook." + stated.by().name().toLowerCase(Locale.ROOT),
        Map.of(
            "chance", percent(stated),
            "told", number(open.told()),
            "time", say.left(since, now),
            "planned", number(planned(open)),
            "where", say.of(stated.ofStore() ? "outlook.where.store" : "outlook.where.all"),
            "n", number(stated.from())));
  }

  private int planned(Open open) {
    return (int)
        open.reminders().stream()
            .filter(each -> each.isAfter(foreseen.at()) && each.isBefore(open.deadline()))
            .count();
  }

  /** How many of a store will be lost. */
  public String store(String id) {
    return foreseen.forecast(id).map(this::told).orElseGet(() -> say.of("outlook.nothing"));
  }

  private String told(Forecast forecast) {
    if (forecast.unknown() == forecast.open()) {
      return of("outlook.unjudged", Map.of("open", number(forecast.open())));
    }
    var money =
        forecast.money().stream()
            .map(each -> whole(each.worth()))
            .collect(Collectors.joining(", "));
    var lost =
        of(
            money.isEmpty() ? "outlook.lost" : "outlook.lost.worth",
            Map.of(
                "open", number(forecast.open()),
                "lost", number(Math.round(forecast.lost())),
                "low", number(forecast.low()),
                "high", number(forecast.high()),
                "money", money));
    return forecast.unknown() == 0
        ? lost
        : of("outlook.apart", Map.of("lost", lost, "n", number(forecast.unknown())));
  }

  /** By what the list is sorted, and how much of it is shown. */
  public String order(int shown, int of) {
    return of(
        shown < of ? "sort.first" : "sort.whole",
        Map.of("at", say.utc(foreseen.at()), "shown", number(shown), "of", number(of)));
  }

  private static String percent(Stated stated) {
    return number(Math.round(stated.supplied() * 100));
  }

  private static String number(long number) {
    return Long.toString(number);
  }

  private static String whole(Money money) {
    return money.amount().setScale(0, RoundingMode.HALF_UP).toPlainString()
        + " "
        + money.currency();
  }
}
