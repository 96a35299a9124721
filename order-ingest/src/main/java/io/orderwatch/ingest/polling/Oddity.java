package io.orderwatch.ingest.polling;

import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * Something in Ozon's answers that could not be read as it should: where, never what it said.
 *
 * @param posting "" if its number is not known
 * @param field in Ozon's word
 */
public record Oddity(String posting, String field, String reason) {

  public static List<Oddity> of(OzonPosting posting) {
    var number = posting.number().value();
    var odd = new ArrayList<Oddity>();
    posting.implausible().stream()
        .sorted()
        .forEach(field -> odd.add(new Oddity(number, field, "no plausible time")));
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
