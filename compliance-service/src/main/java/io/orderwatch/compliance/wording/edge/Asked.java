package io.orderwatch.compliance.wording.edge;

import io.orderwatch.compliance.wording.Language;
import io.orderwatch.contracts.PostingRef;
import jakarta.ws.rs.NotFoundException;
import java.util.Locale;

/** What requests ask for, as the endpoints of the judgement read it. */
public final class Asked {

  /** Of the query parameter {@code lang}. */
  public static final String LANGUAGES = "zh|en|ru";

  private Asked() {}

  /**
   * @param code one of {@link #LANGUAGES}
   */
  public static Language language(String code) {
    return Language.valueOf(code.toUpperCase(Locale.ROOT));
  }

  /**
   * @throws NotFoundException if there can be no such posting
   */
  public static PostingRef ref(String store, String posting) {
    try {
      return PostingRef.of(store, posting);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e.getMessage());
    }
  }
}
