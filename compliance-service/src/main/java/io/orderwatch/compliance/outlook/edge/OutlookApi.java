package io.orderwatch.compliance.outlook.edge;

import io.orderwatch.compliance.outlook.Attention.Ranked;
import io.orderwatch.compliance.outlook.Chance;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Forecast;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.contracts.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which order deserves the next minute, and how many will be lost. Times are UTC. */
@Path("/api/outlook")
public class OutlookApi {

  private static final String STORE = "|[0-9]{1,20}";

  private static final String METHOD =
      "The chance that the data comes before the deadline is what share it was of buyers of the past"
          + " who had been told as often and had been silent for as long, opened or not, with the"
          + " reminders that are planned (Aalen and Johansen). The interval is the Poisson binomial"
          + " distribution's, 80 per cent, widened for what few cases of the past leave in doubt."
          + " Cases are taken for independent of each other.";

  /**
   * What is learned from.
   *
   * @param at when it was
   * @param since cases that ended from then on
   * @param cases how many, of all stores
   */
  public record Learned(Instant at, Instant since, int cases) {}

  /**
   * What is lost of the goods in one currency.
   *
   * @param currency ISO 4217
   * @param open how many cases have a value in it and a chance
   * @param lost how many of them are lost, in expectation
   * @param worth what these are worth
   */
  public record Loss(String currency, int open, double lost, Money worth) {}

  /**
   * What is to be expected of some open cases.
   *
   * @param hours of those that end within so many hours, or are over; null for all
   * @param open how many there are
   * @param over how many of them have passed their deadline, and count as lost
   * @param unknown of how many there is no chance, for too little of the past is like them; they
   *     count neither as supplied nor as lost
   * @param supplied how many are supplied by their deadlines, in expectation
   * @param lost how many are not, in expectation
   * @param low nine times in ten not fewer are lost
   * @param high nine times in ten not more are lost
   * @param money what is lost, by currency; cases without a value are in none
   */
  public record Expected(
      @Nullable Integer hours,
      int open,
      int over,
      int unknown,
      double supplied,
      double lost,
      int low,
      int high,
      List<Loss> money) {}

  /**
   * @param learnedFrom how many cases of its own past are known
   * @param expected of what ends within 6 hours, within 24, and of all
   */
  public record Store(String store, int learnedFrom, List<Expected> expected) {}

  /**
   * @param at of when it is
   * @param learned what it is learned from
   * @param stores those that have open cases
   * @param method how it is reckoned
   */
  public record Told(Instant at, Learned learned, List<Store> stores, String method) {}

  /**
   * An open case.
   *
   * @param deadline when Ozon is expected to cancel
   * @param value of the goods; null if it is not known
   * @param messages how many reached the buyer
   * @param silentSince when the last of them did, or the case was opened
   * @param openedAt when he was seen to have opened the last message; null if he was not
   * @param reminders when more are planned
   * @param chance that the data comes before the deadline, 0 to 1; null if too little of the past
   *     is like it, and after the deadline
   * @param learnedFrom how many of the past had been silent for as long
   * @param learnedIn store, or all for those of all stores; null without a chance
   * @param learnedBy what counted besides the number of messages: opened, unread or silence; null
   *     without a chance
   * @param attention what it deserves: its value in middle values of the currency, times chance,
   *     times one less the chance, an hour
   */
  public record Case(
      String store,
      String posting,
      Instant deadline,
      @Nullable Money value,
      int messages,
      Instant silentSince,
      @Nullable Instant openedAt,
      List<Instant> reminders,
      @Nullable Double chance,
      int learnedFrom,
      @Nullable String learnedIn,
      @Nullable String learnedBy,
      double attention) {}

  /**
   * @param at of when the order is; it moves from minute to minute, so there are no pages
   * @param learned what the chances are learned from
   * @param open how many cases are open
   * @param cases those that deserve attention most, the first of them first
   */
  public record Cases(Instant at, Learned learned, int open, List<Case> cases) {}

  private final Foreseeing foreseeing;

  OutlookApi(Foreseeing foreseeing) {
    this.foreseeing = foreseeing;
  }

  /** How many of the open cases will be lost by their deadlines, and how much money that is. */
  @GET
  public Told outlook(
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = STORE) String store) {
    var foreseen = foreseeing.last();
    return new Told(
        foreseen.at(),
        learned(foreseen),
        foreseen.stores().entrySet().stream()
            .filter(each -> store.isEmpty() || each.getKey().equals(store))
            .map(
                each ->
                    new Store(
                        each.getKey(),
                        foreseen.outlook().cases(each.getKey()),
                        each.getValue().stream().map(OutlookApi::expected).toList()))
            .toList(),
        METHOD);
  }

  /**
   * The open cases that deserve attention most.
   *
   * @param limit how many at most
   */
  @GET
  @Path("/cases")
  public Cases cases(
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = STORE) String store,
      @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1000) int limit) {
    var foreseen = foreseeing.last();
    var open =
        foreseen.ranked().stream()
            .filter(
                each -> store.isEmpty() || each.judged().open().ref().store().value().equals(store))
            .toList();
    return new Cases(
        foreseen.at(),
        learned(foreseen),
        open.size(),
        open.stream().limit(limit).map(OutlookApi::one).toList());
  }

  private static Learned learned(Foreseen foreseen) {
    return new Learned(foreseen.outlook().at(), foreseen.since(), foreseen.outlook().cases());
  }

  private static Expected expected(Foreseen.Within within) {
    Forecast of = within.forecast();
    return new Expected(
        within.hours(),
        of.open(),
        of.over(),
        of.unknown(),
        of.supplied(),
        of.lost(),
        of.low(),
        of.high(),
        of.money().stream()
            .map(each -> new Loss(each.currency(), each.open(), each.lost(), each.worth()))
            .toList());
  }

  private static Case one(Ranked ranked) {
    var open = ranked.judged().open();
    var chance = ranked.judged().chance();
    var stated = chance instanceof Stated known ? known : null;
    return new Case(
        open.ref().store().value(),
        open.ref().posting().value(),
        open.deadline(),
        ranked.judged().value(),
        open.told(),
        open.since(),
        open.opened(),
        open.reminders(),
        stated == null ? null : Double.valueOf(stated.supplied()),
        from(chance),
        stated == null ? null : stated.ofStore() ? "store" : "all",
        stated == null ? null : stated.by().name().toLowerCase(Locale.ROOT),
        ranked.attention());
  }

  private static int from(Chance chance) {
    return switch (chance) {
      case Stated stated -> stated.from();
      case Chance.Unknown unknown -> unknown.from();
      case Chance.Over _ -> 0;
    };
  }
}
