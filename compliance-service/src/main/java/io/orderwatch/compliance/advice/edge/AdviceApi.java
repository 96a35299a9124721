package io.orderwatch.compliance.advice.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.advice.AdviceWords;
import io.orderwatch.compliance.advice.AdviceWords.Option;
import io.orderwatch.compliance.advice.Advisor;
import io.orderwatch.compliance.advice.Endings;
import io.orderwatch.compliance.health.Ended;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.Fee;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.health.edge.StoreBooks;
import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.posting.edge.LatestPostingRow;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Rule;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.edge.Asked;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which ending harms a store least, and what many cancellations would do to it. */
@Path("/api")
@Singleton
@Startup
public class AdviceApi {

  private static final String UNHEARD = "no such posting was ever heard of";

  private static final String ENDINGS = "advice/endings.table";

  /**
   * @param status Ozon's word
   * @param substatus Ozon's word
   * @param asOf when the posting became as it is judged here
   * @param pack the rule pack of today
   * @param endings those that are open now, the least harm first
   * @param past how it ended; null as long as it lives
   */
  public record Advice(
      String store,
      String posting,
      String status,
      String substatus,
      Instant asOf,
      String pack,
      List<Option> endings,
      @Nullable Past past) {}

  /**
   * A cancellation under the rules of its day.
   *
   * @param at when
   * @param end as the rule packs call it, or unknown
   * @param counts against the store
   * @param flagged whether Ozon says so
   * @param zone of the index on that day
   * @param feeRoubles what Ozon takes for it, in roubles; null if it is not known
   * @param pack the rule pack of that day
   * @param rule what says whether it counts; null if no rule does
   */
  public record Past(
      Instant at,
      String end,
      boolean counts,
      boolean flagged,
      String zone,
      @Nullable BigDecimal feeRoubles,
      String pack,
      @Nullable Rule rule) {}

  public record Asking(
      @NotNull @Pattern(regexp = "[0-9]{1,20}") String store,
      @NotNull @Pattern(regexp = "[0-9A-Za-z-]{1,64}") String posting) {}

  /**
   * @param postings of any stores
   */
  public record Bulk(@NotNull @Size(min = 1, max = 1000) List<@Valid @NotNull Asking> postings) {}

  /**
   * What cancelling all that can be cancelled would do to a store.
   *
   * @param cancellable how many could be
   * @param budget how many can be cancelled today without leaving the zone
   * @param indexBefore the index now, in per cent; null if the store has no shipments
   * @param indexAfter the same after all of them; null as well
   * @param zoneBefore of the index now
   * @param zoneAfter of the index after all of them
   * @param crosses into another zone
   * @param feeRoubles what Ozon takes for all of them, in roubles, without fees that are not known
   * @param feeYuan the same in yuan; null if no rate is known
   * @param unknownFees how many have a fee that is not known
   * @param pack the rule pack of today
   */
  public record Together(
      String store,
      int cancellable,
      int budget,
      @Nullable BigDecimal indexBefore,
      @Nullable BigDecimal indexAfter,
      String zoneBefore,
      String zoneAfter,
      boolean crosses,
      BigDecimal feeRoubles,
      @Nullable BigDecimal feeYuan,
      int unknownFees,
      String pack) {}

  /**
   * @param known whether the posting was ever heard of
   * @param cancellable whether the seller can cancel it now
   * @param better the ending that harms least; null if there is none or it is the seller's cancel
   * @param name of that ending
   */
  public record Each(
      String store,
      String posting,
      boolean known,
      boolean cancellable,
      @Nullable String better,
      @Nullable String name) {}

  /**
   * @param stores each of which a posting is known
   * @param postings in the order in which they were given, each once
   */
  public record BulkAdvice(List<Together> stores, List<Each> postings) {}

  private final StoreBooks books;
  private final ScaledClock clock;
  private final Advisor advisor;
  private final AdviceWords words;

  /** A mistake in the table or a text that is missing stops the start. */
  AdviceApi(StoreBooks books, ScaledClock clock) {
    this.books = books;
    this.clock = clock;
    this.advisor = new Advisor(endings());
    this.words = new AdviceWords(TextFiles.texts("advice")).complete(advisor.endings());
  }

  static Endings endings() {
    return Endings.read(ENDINGS, TextFiles.text(ENDINGS));
  }

  /** The endings that are open to a posting now, ranked by harm. */
  @GET
  @Path("/postings/{store}/{posting}/advice")
  @Refuses(status = 404, because = UNHEARD)
  public Advice advice(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("lang") @DefaultValue("zh") @Pattern(regexp = Asked.LANGUAGES) String lang) {
    var known =
        LatestPostingRow.of(new PostingRef(store, posting))
            .orElseThrow(() -> new NotFoundException(UNHEARD));
    var now = clock.now();
    var health = books.health(store.value(), now).orElseThrow();
    var facts = Facts.of(known.posting(), now);
    return new Advice(
        store.value(),
        posting.value(),
        known.posting().status(),
        known.posting().substatus(),
        known.changedAt(),
        health.pack().name(),
        words.options(advisor.advise(facts, health), facts, health, Asked.language(lang)),
        past(known, store.value()).orElse(null));
  }

  private Optional<Past> past(Known known, String store) {
    var at = known.cancelledAt();
    if (at == null) {
      return Optional.empty();
    }
    var then = books.health(store, at).orElseThrow();
    var pack = then.pack();
    var ended = Ended.of(known, pack);
    var counts = ended.counts(pack);
    var zone = then.index(Reading.ALL).zone(pack);
    return Optional.of(
        new Past(
            at,
            ended.end().map(each -> each.word()).orElse("unknown"),
            counts,
            ended.flagged(),
            zone.name(),
            counts
                ? Fee.roubles(ended.prices(), ended.priced(), zone, pack).orElse(null)
                : BigDecimal.ZERO,
            pack.name(),
            ended.end().map(pack::countsBy).orElse(null)));
  }

  /** What cancelling all of these would do, store by store, and what harms less. */
  @POST
  @Path("/advice/bulk")
  public BulkAdvice bulk(
      @QueryParam("lang") @DefaultValue("zh") @Pattern(regexp = Asked.LANGUAGES) String lang,
      @Valid @NotNull Bulk bulk) {
    var now = clock.now();
    var stores = new LinkedHashMap<String, Optional<StoreHealth>>();
    var cancelled = new LinkedHashMap<String, List<Posting>>();
    var each = new ArrayList<Each>();
    for (var asked : bulk.postings().stream().distinct().toList()) {
      var known = LatestPostingRow.of(Asked.ref(asked.store(), asked.posting()));
      if (known.isEmpty()) {
        each.add(new Each(asked.store(), asked.posting(), false, false, null, null));
      } else {
        var health =
            stores.computeIfAbsent(asked.store(), store -> books.health(store, now)).orElseThrow();
        var facts = Facts.of(known.get().posting(), now);
        if (advisor.cancellable(facts)) {
          cancelled.computeIfAbsent(asked.store(), _ -> new ArrayList<>()).add(facts.posting());
        }
        each.add(each(facts, health, Asked.language(lang)));
      }
    }
    var together = new ArrayList<Together>();
    stores.forEach(
        (store, health) ->
            together.add(
                together(store, cancelled.getOrDefault(store, List.of()), health.orElseThrow())));
    return new BulkAdvice(together, each);
  }

  private Each each(Facts facts, StoreHealth health, Language language) {
    var ref = facts.posting().ref();
    var best =
        advisor.advise(facts, health).stream()
            .filter(weighed -> !weighed.counts())
            .map(weighed -> weighed.ending().name())
            .findFirst();
    return new Each(
        ref.store().value(),
        ref.posting().value(),
        true,
        advisor.cancellable(facts),
        best.orElse(null),
        best.map(ending -> words.name(ending, language)).orElse(null));
  }

  private static Together together(String store, List<Posting> postings, StoreHealth health) {
    var before = Advisor.none(health);
    var after = Advisor.all(postings, health);
    var sum = BigDecimal.ZERO;
    var unknown = 0;
    for (var posting : postings) {
      var fee = Advisor.fee(posting, after.zone(), health);
      sum = sum.add(fee.orElse(BigDecimal.ZERO));
      unknown += fee.isEmpty() ? 1 : 0;
    }
    return new Together(
        store,
        postings.size(),
        health.budget(),
        before.index().percent().orElse(null),
        after.index().percent().orElse(null),
        before.zone().name(),
        after.zone().name(),
        !before.zone().equals(after.zone()),
        sum,
        Fee.in("CNY", sum, health.pack()).orElse(null),
        unknown,
        health.pack().name());
  }
}
