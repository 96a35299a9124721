package io.orderwatch.ingest.polling;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something in Ozon's answers that could not be read as it should: where, never what it said.
 *
 * @param posting "" if its number is not known
 * @param field in Ozon's word
 */
public record Oddity(String posting, String field, String reason) {

  /**
   * Times that cannot be.
   *
   * @param fields in Ozon's words
   */
  public static List<Oddity> ofTimes(PostingNumber posting, Set<String> fields) {
    return fields.stream()
        .sorted()
        .map(field -> new Oddity(posting.value(), field, "no plausible time"))
        .toList();
  }

  public static List<Oddity> of(OzonPosting posting) {
    var number = posting.number().value();
    var odd = new ArrayList<>(ofTimes(posting.number(), posting.implausible()));
    if (posting.status().isEmpty()) {
      odd.add(new Oddity(number, "status", "missing"));
    }
    if (posting.substatus().isEmpty()) {
      odd.add(new Oddity(number, "substatus", "missing"));
    }
    if (!posting.actionsKnown()) {
      odd.add(new Oddity(number, "available_actions", "missing"));
    }
    return List.copyOf(odd);
  }

  /**
   * What the page itself lacks, once an entry; what is odd in its postings is theirs.
   *
   * @param number the field that names an entry of such a page
   */
  public static List<Oddity> of(Page<?> page, String number) {
    var odd = new ArrayList<Oddity>();
    for (var entry = 0; entry < page.unreadable(); entry++) {
      odd.add(new Oddity("", number, "missing or unreadable"));
    }
    if (page.brokenOff()) {
      odd.add(new Oddity("", "cursor", "there is more, but the cursor does not move"));
    }
    return List.copyOf(odd);
  }

  /** The same of any posting. */
  public Oddity anywhere() {
    return new Oddity("", field, reason);
  }

  /** For example {@code shipment_date: no plausible time}. */
  public String text() {
    return field + ": " + reason;
  }
}
