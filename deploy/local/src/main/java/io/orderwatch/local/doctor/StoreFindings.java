package io.orderwatch.local.doctor;

import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.Capability;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be done for a store with this key from this machine, and what is lost where something is
 * not open. Nothing of a person is in it, and nothing of the key. This page is the whole rule.
 */
public final class StoreFindings {

  /** So long before its end people are called (alert OzonKeyEndsSoon). */
  private static final Duration SOON = Duration.ofDays(14);

  private static final Set<Check> WITHOUT_WHICH_NOTHING_GOES =
      Set.copyOf(EnumSet.of(Check.OZON, Check.CLOCK, Check.KEY, Check.CAN_SEE_POSTINGS));

  private StoreFindings() {}

  /**
   * @param now by this machine's clock
   */
  public static List<Finding> of(StoreSeen seen, Instant now) {
    var findings = new ArrayList<Finding>();
    findings.add(seen.way().finding());
    seen.skew().map(Skew::finding).ifPresent(findings::add);
    seen.key().ifPresent(key -> key(key, now, findings));
    seen.subscription().map(StoreFindings::subscription).ifPresent(findings::add);
    seen.unfulfilled().map(StoreFindings::unfulfilled).ifPresent(findings::add);
    seen.changed().map(StoreFindings::changed).ifPresent(findings::add);
    return List.copyOf(findings);
  }

  /** Where no store is asked about the clock is compared alone; not to reach Ozon is no fault. */
  public static List<Finding> withoutStore(Way way, Optional<Skew> skew) {
    if (!way.reached()) {
      var ended = way.finding();
      return List.of(
          Finding.odd(
              Check.CLOCK,
              "not compared with Ozon's: " + ended.evidence(),
              "only --ozon needs it; then " + ended.fix()));
    }
    return List.of(
        skew.map(Skew::finding)
            .orElseGet(
                () ->
                    Finding.odd(
                        Check.CLOCK,
                        "not compared: what answers at " + way.url() + " tells no time",
                        "see that this clock is set by NTP")));
  }

  /** Those of the failed without which a set for this store does nothing. */
  public static List<Finding> forbidding(List<Finding> findings) {
    return findings.stream()
        .filter(each -> each.failed() && WITHOUT_WHICH_NOTHING_GOES.contains(each.check()))
        .toList();
  }

  private static void key(Reply<ApiKey> reply, Instant now, List<Finding> findings) {
    if (reply instanceof Reply.Ok<ApiKey>(var key)) {
      findings.add(key(key, now));
      if (!key.methods().isEmpty()) {
        for (var capability : Capability.values()) {
          findings.add(capability(capability, key));
        }
      }
    } else if (reply.refusedFor(Refusal.ROLE_MISSING)) {
      findings.add(unnamed("is taken, but may not ask what it opens (/v1/roles)"));
    } else {
      findings.add(Answered.otherwise(Check.KEY, reply));
    }
  }

  private static Finding key(ApiKey key, Instant now) {
    if (key.methods().isEmpty()) {
      return unnamed("is taken, but Ozon names no methods that it opens");
    }
    var ends = key.expiresAt();
    if (ends == null) {
      return Finding.well(Check.KEY, "is taken, Ozon names no end");
    }
    var left = Duration.between(now, ends);
    var said =
        "is taken, ends on %s (in %d days)"
            .formatted(ends.atOffset(ZoneOffset.UTC).toLocalDate(), Math.max(0, left.toDays()));
    return left.compareTo(SOON) < 0
        ? Finding.odd(Check.KEY, said, "make a new one in the cabinet before that")
        : Finding.well(Check.KEY, said);
  }

  private static Finding unnamed(String said) {
    return Finding.odd(
        Check.KEY,
        said,
        "what it may do shows when it is done; a key with the role Admin may do all");
  }

  private static Finding capability(Capability capability, ApiKey key) {
    var check = Check.of(capability);
    var missing = key.missing(capability.methods());
    return missing.isEmpty()
        ? Finding.well(check, "the key opens it")
        : Finding.wrong(
            check,
            "the key does not open " + String.join(", ", missing) + ": " + lost(capability),
            "tick " + role(capability) + " for the key in the cabinet");
  }

  private static String lost(Capability capability) {
    return switch (capability) {
      case ACCOUNT -> "nobody is told before the key ends, nor what the subscription allows";
      case POSTINGS -> "no order is seen at all";
      case WRITING -> "each reminder becomes a task for people, who send it by hand";
      case CHATS -> "what buyers answered is not seen";
      case CANCELLING -> "nothing can be cancelled from here";
      case TRACKING -> "numbers and progress cannot be reported from here";
      case DATES -> "no delivery and no shipping date can be moved from here";
      case RETURNS -> "returns are not seen and not answered";
      case CANCELLATION_REQUESTS -> "requests to cancel are not seen and not answered";
      case DISPUTES -> "no dispute can be opened from here";
      case RATINGS -> "our error index is not held against Ozon's";
    };
  }

  /**
   * Names as the cabinet has them. Ozon publishes no table of roles and methods, so the methods
   * that are missing are named beside it.
   */
  private static String role(Capability capability) {
    return switch (capability) {
      case WRITING, CHATS -> "Chat (or Admin)";
      case POSTINGS, CANCELLING, TRACKING, DATES, DISPUTES -> "Posting FBS (or Admin)";
      case ACCOUNT, RETURNS, CANCELLATION_REQUESTS, RATINGS -> "the role that has them, or Admin,";
    };
  }

  private static Finding subscription(Reply<SellerInfo> reply) {
    if (reply instanceof Reply.Ok<SellerInfo>(var info)) {
      return subscription(info);
    }
    return reply.refusedFor(Refusal.ROLE_MISSING)
        ? unknown("the key may not ask for it (/v1/seller/info)")
        : Answered.otherwise(Check.SUBSCRIPTION, reply);
  }

  private static Finding subscription(SellerInfo info) {
    if (!info.said()) {
      return unknown("Ozon does not say which");
    }
    return info.mayWriteToBuyers()
        ? Finding.well(
            Check.SUBSCRIPTION,
            word(info) + ": buyers may be written to, reminders go by themselves")
        : Finding.odd(
            Check.SUBSCRIPTION,
            word(info) + ": only Premium Plus and Premium Pro may write to buyers by API",
            "works without: each reminder becomes a task with its text ready to be copied");
  }

  /** Ozon's word, as far as it is one. */
  private static String word(SellerInfo info) {
    var word = info.subscription().replaceAll("[^A-Za-z0-9_ ]", "");
    return word.substring(0, Math.min(40, word.length()));
  }

  private static Finding unknown(String why) {
    return Finding.odd(
        Check.SUBSCRIPTION,
        why,
        "reminders are tried; if Ozon refuses them they become tasks for people");
  }

  private static Finding unfulfilled(Reply<StoreSeen.Postings> reply) {
    if (reply instanceof Reply.Ok<StoreSeen.Postings>(var seen)) {
      var least = seen.more() ? "more than %d unfulfilled, at least %d" : "%d unfulfilled, %d";
      var said =
          (least + " of them await passport data now").formatted(seen.count(), seen.awaiting());
      return readable(Check.POSTINGS, said, seen);
    }
    return Answered.otherwise(Check.POSTINGS, reply);
  }

  private static Finding changed(Reply<StoreSeen.Postings> reply) {
    if (reply instanceof Reply.Ok<StoreSeen.Postings>(var seen)) {
      var said = "%s%d in the last hour".formatted(seen.more() ? "more than " : "", seen.count());
      return readable(Check.CHANGES, said, seen);
    }
    return Answered.otherwise(Check.CHANGES, reply);
  }

  private static Finding readable(Check check, String said, StoreSeen.Postings seen) {
    return seen.unreadable() == 0
        ? Finding.well(check, said)
        : Finding.odd(
            check,
            said + "; " + seen.unreadable() + " could not be read",
            "Ozon may have changed its answers: look for a newer Orderwatch");
  }
}
