package io.orderwatch.compliance.advice;

import io.orderwatch.compliance.advice.Advisor.Weighed;
import io.orderwatch.compliance.advice.Advisor.Weight;
import io.orderwatch.compliance.health.Fee;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.rules.Citation;
import io.orderwatch.compliance.rules.Confidence;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Rule;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Advice in the words of a language. */
public record AdviceWords(Texts texts) {

  private static final List<String> PARTS = List.of("name", "what", "undone");
  private static final List<String> CHANGES =
      List.of("change.if-counted", "change.free", "change.actions", "change.rate", "change.fee");

  /**
   * One ending.
   *
   * @param rank 1 for the least harm
   * @param ending its word, for programs
   * @param name of it, for people
   * @param what is to be done
   * @param counts against the store
   * @param indexBefore the next index in per cent; null if the store has no shipments
   * @param indexAfter the same after this ending; null as well
   * @param zoneBefore of the index now
   * @param zoneAfter of the index after this ending
   * @param crosses into another zone
   * @param feeRoubles what Ozon takes for it, in roubles; null if it is not known
   * @param feeYuan the same in yuan; null if it is not known
   * @param undone what cannot be undone
   * @param rule what says whether it counts; null if the order lives
   * @param citation what says that it is open
   * @param changes what would change the order
   */
  public record Option(
      int rank,
      String ending,
      String name,
      String what,
      boolean counts,
      @Nullable BigDecimal indexBefore,
      @Nullable BigDecimal indexAfter,
      String zoneBefore,
      String zoneAfter,
      boolean crosses,
      @Nullable BigDecimal feeRoubles,
      @Nullable BigDecimal feeYuan,
      String undone,
      @Nullable Rule rule,
      Citation citation,
      List<String> changes) {}

  /** That every ending has its words. */
  public AdviceWords complete(Endings endings) {
    for (var ending : endings.all()) {
      for (var part : PARTS) {
        texts.say(Language.EN, key(ending.name(), part), Map.of());
      }
    }
    for (var change : CHANGES) {
      if (!texts.has(change)) {
        throw new IllegalArgumentException("en has no text " + change);
      }
    }
    return this;
  }

  public String name(String ending, Language language) {
    return texts.say(language, key(ending, "name"), Map.of());
  }

  /** In the order in which they are given. */
  public List<Option> options(
      List<Weighed> weighed, Facts facts, StoreHealth health, Language language) {
    var options = new ArrayList<Option>();
    for (var each : weighed) {
      options.add(option(options.size() + 1, each, facts, health, language));
    }
    return options;
  }

  private Option option(
      int rank, Weighed weighed, Facts facts, StoreHealth health, Language language) {
    var ending = weighed.ending();
    var pack = health.pack();
    return new Option(
        rank,
        ending.name(),
        name(ending.name(), language),
        texts.say(language, key(ending.name(), "what"), Map.of()),
        weighed.counts(),
        weighed.before().index().percent().orElse(null),
        weighed.after().index().percent().orElse(null),
        weighed.before().zone().name(),
        weighed.after().zone().name(),
        weighed.crosses(),
        weighed.fee().orElse(null),
        weighed.fee().flatMap(fee -> Fee.in("CNY", fee, pack)).orElse(null),
        texts.say(language, key(ending.name(), "undone"), Map.of()),
        ending.end().map(pack::countsBy).orElse(null),
        ending.citation(),
        changes(weighed, facts, health, language));
  }

  private List<String> changes(
      Weighed weighed, Facts facts, StoreHealth health, Language language) {
    var changes = new ArrayList<String>();
    var rule = weighed.ending().end().map(health.pack()::countsBy);
    if (rule.isPresent()
        && !weighed.counts()
        && rule.get().citation().confidence() != Confidence.OFFICIAL) {
      changes.add(
          texts.say(
              language,
              "change.if-counted",
              Map.of(
                  "index", percent(weighed.harm()),
                  "zone", weighed.harm().zone().name(),
                  "fee", money(weighed.harmFee()))));
    }
    if (weighed.counts() && weighed.after().zone().fee().signum() == 0) {
      changes.add(
          texts.say(
              language,
              "change.free",
              Map.of(
                  "limit", weighed.after().zone().upTo().toPlainString(),
                  "budget", String.valueOf(health.budget()))));
    }
    if (weighed.counts() && weighed.fee().isEmpty()) {
      changes.add(
          texts.say(
              language,
              "change.fee",
              Map.of(
                  "percent", weighed.after().zone().fee().toPlainString(),
                  "cap", health.pack().feeCap().amount().toPlainString())));
    }
    if (weighed.counts() && weighed.fee().map(BigDecimal::signum).orElse(0) > 0) {
      foreign(facts, health)
          .ifPresent(rate -> changes.add(texts.say(language, "change.rate", Map.of("rate", rate))));
    }
    if (!facts.actionsKnown()) {
      changes.add(texts.say(language, "change.actions", Map.of()));
    }
    return changes;
  }

  /** The rate by which a price was turned into roubles, for example {@code 1 CNY = 12 RUB}. */
  private static Optional<String> foreign(Facts facts, StoreHealth health) {
    var into = health.pack().feeCap().currency();
    for (var item : facts.posting().items()) {
      var price = item.price();
      if (price != null && !price.currency().equals(into)) {
        var rate = health.pack().rates().get(price.currency());
        if (rate != null) {
          return Optional.of(
              "1 %s = %s %s".formatted(price.currency(), rate.toPlainString(), into));
        }
      }
    }
    return Optional.empty();
  }

  private static String percent(Weight weight) {
    return weight.index().percent().map(BigDecimal::toPlainString).orElse("–");
  }

  private static String money(Optional<BigDecimal> roubles) {
    return roubles.map(BigDecimal::toPlainString).orElse("–");
  }

  private static String key(String ending, String part) {
    return "ending." + ending + "." + part;
  }
}
