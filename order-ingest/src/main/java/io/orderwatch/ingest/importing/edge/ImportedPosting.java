package io.orderwatch.ingest.importing.edge;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.OzonPosting;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A posting as another system knows it: our own format, posting-import.v1, an allow-list like
 * {@link OzonPosting}. It is the whole posting: what is left out is not there, but for {@code
 * actions}, which are then not known, and {@code zone}, which then stays as it was.
 *
 * @param posting its number
 * @param asOf when it stood so in that system
 * @param status Ozon's word
 * @param substatus Ozon's word
 * @param integration Ozon's tpl_integration_type
 * @param actions Ozon's available_actions
 * @param trackingNumber the carrier's
 * @param inProcessAt when processing began
 * @param shipmentDate until when it should be packed
 * @param promised until when delivery was promised
 * @param items the products in it
 * @param cancellation what is known of how it ended, if it was cancelled
 * @param parent the posting that this one was split off
 * @param zone IANA name of the time zone that the buyer lives in
 */
public record ImportedPosting(
    @NotNull @Pattern(regexp = "[0-9]{1,20}") String store,
    @NotNull @Pattern(regexp = NUMBER) String posting,
    @NotNull Instant asOf,
    @Nullable @Pattern(regexp = NUMBER) String orderNumber,
    @NotNull @Pattern(regexp = WORD) String status,
    @Nullable @Pattern(regexp = WORD) String substatus,
    @Nullable @Pattern(regexp = WORD) String integration,
    @Nullable @Size(max = 100) List<@NotNull @Pattern(regexp = WORD) String> actions,
    @Nullable @Pattern(regexp = "[0-9A-Za-z-]{0,50}") String trackingNumber,
    @Nullable Instant inProcessAt,
    @Nullable Instant shipmentDate,
    @Nullable Instant promised,
    @Nullable @Size(max = 1000) List<@NotNull @Valid Item> items,
    @Nullable @Valid Cancellation cancellation,
    @Nullable @Pattern(regexp = NUMBER) String parent,
    @Nullable @Pattern(regexp = "[A-Za-z]+(/[A-Za-z_-]+){1,2}") String zone) {

  static final String NUMBER = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

  /** Free text is no word, so that none about a person can pass for one. */
  static final String WORD = "[a-z0-9_]{1,60}";

  /**
   * One product.
   *
   * @param sku Ozon's product id
   * @param offer the seller's own article
   * @param quantity how many pieces
   * @param price of one piece
   */
  public record Item(
      @NotNull @PositiveOrZero Long sku,
      @Nullable @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*") String offer,
      @NotNull @PositiveOrZero Integer quantity,
      @Nullable @Valid Price price) {}

  /**
   * Of one piece.
   *
   * @param amount in the currency's main unit
   * @param currency ISO 4217 code
   */
  public record Price(
      @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 4) BigDecimal amount,
      @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {}

  /**
   * Who ended it, and whether it counts.
   *
   * @param reasonId Ozon's cancel_reason_id; 0 if not known
   * @param by Ozon's cancellation_type
   * @param afterShip whether it was packed already
   * @param affectsRating whether Ozon counts it against the store
   */
  public record Cancellation(
      @Nullable @PositiveOrZero Long reasonId,
      @NotNull @Pattern(regexp = WORD) String by,
      @Nullable Boolean afterShip,
      @Nullable Boolean affectsRating) {}

  /** The same as Ozon would have shown it, so that one projection and one rule serve both. */
  @JsonIgnore
  OzonPosting shown() {
    return new OzonPosting(
        new StoreId(store),
        new PostingNumber(posting),
        requireNonNullElse(orderNumber, ""),
        status,
        requireNonNullElse(substatus, ""),
        null,
        requireNonNullElse(integration, "").replace("hybryd", "hybrid"),
        null,
        requireNonNullElse(trackingNumber, ""),
        inProcessAt,
        shipmentDate,
        requireNonNullElse(actions, List.of()),
        items == null ? List.of() : items.stream().map(ImportedPosting::item).toList(),
        cancellation == null ? null : cancellation(cancellation),
        null,
        promised,
        actions != null,
        Set.of(),
        parent == null || parent.equals(posting) ? null : new PostingNumber(parent),
        zone);
  }

  private static OzonPosting.Item item(Item item) {
    var price = item.price();
    return new OzonPosting.Item(
        item.sku(),
        requireNonNullElse(item.offer(), ""),
        item.quantity(),
        price == null ? null : new Money(price.amount(), price.currency()));
  }

  private static OzonPosting.Cancellation cancellation(Cancellation given) {
    return new OzonPosting.Cancellation(
        requireNonNullElse(given.reasonId(), 0L),
        given.by(),
        "",
        Boolean.TRUE.equals(given.afterShip()),
        Boolean.TRUE.equals(given.affectsRating()));
  }
}
