package io.orderwatch.compliance.rules;

import io.orderwatch.contracts.Posting;
import java.time.Instant;
import java.util.List;

/**
 * What a condition may ask of a posting.
 *
 * @param actionsKnown false if Ozon did not say what it offers, which is not the same as nothing
 */
public record Facts(Posting posting, boolean actionsKnown, Instant now) {

  public static Facts of(Posting posting, Instant now) {
    return new Facts(posting, posting.showsActions(), now);
  }

  public boolean offers(String action) {
    return actionsKnown && posting.actions().contains(action);
  }

  /** Offered, or Ozon did not say. */
  public boolean mayOffer(String action) {
    return !actionsKnown || posting.actions().contains(action);
  }

  /** What a field that conditions may name has in it; offers has several words or none. */
  enum Field {
    STATUS("status"),
    SUBSTATUS("substatus"),
    INTEGRATION("integration"),
    OFFERS("offers"),
    /** As offers, and everything if Ozon did not say. */
    MAY_OFFER("may-offer"),
    TRACKING("tracking"),
    SHIPMENT_DATE("shipment-date");

    private final String word;

    Field(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  List<String> words(Field field) {
    return switch (field) {
      case STATUS -> List.of(posting.status());
      case SUBSTATUS -> List.of(posting.substatus());
      case INTEGRATION -> List.of(posting.integration());
      case OFFERS, MAY_OFFER -> actionsKnown ? posting.actions() : List.of();
      case TRACKING -> List.of(posting.trackingNumber().isEmpty() ? "none" : "given");
      case SHIPMENT_DATE -> List.of(shipmentDate());
    };
  }

  private String shipmentDate() {
    var date = posting.shipmentDate();
    return date == null ? "none" : date.isAfter(now) ? "ahead" : "past";
  }
}
