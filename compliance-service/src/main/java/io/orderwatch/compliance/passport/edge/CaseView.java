package io.orderwatch.compliance.passport.edge;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.OzonsDelay;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.StoreId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case whole.
 *
 * @param next the step that comes next, if nothing changes; null if none does
 * @param expected when Ozon is expected to cancel, as learned in this store; null if the case is
 *     over
 * @param took how long the buyer took to give the data from when the case was opened; null unless
 *     it was supplied
 * @param messageOpenedAt when the buyer was seen to have opened the last message that had reached
 *     him; null if he was not
 * @param suppliedAfter the last message that had reached him by then, 1 for the first; null if none
 *     had, or it was not supplied
 * @param orders what people ordered, the oldest first
 */
public record CaseView(
    @JsonUnwrapped PassportCaseRow passportCase,
    Ladder.@Nullable Slot next,
    @Nullable Expected expected,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration took,
    @Nullable Instant messageOpenedAt,
    @Nullable Integer suppliedAfter,
    List<PassportOrderRow> orders) {

  /** As {@link OzonsDelay.Expected}. */
  public record Expected(
      Instant expectedAt,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Duration spread,
      int observations) {}

  /** The newest of Ozon's own cancellations are enough to learn from. */
  private static final int LEARNED_FROM = 200;

  static CaseView of(PassportCaseRow row, PassportPolicy policy, Instant now) {
    var orders = PassportOrderRow.<PassportOrderRow>list("key = ?1 order by givenAt, id", row.key);
    var opened = row.passportCase(orders);
    var supplied = row.state.equals("supplied");
    return new CaseView(
        row,
        opened instanceof Waiting(var file) ? policy.next(file, now).orElse(null) : null,
        row.closedAt == null ? expected(opened, policy) : null,
        supplied && row.closedAt != null ? Duration.between(row.openedAt, row.closedAt) : null,
        opened.file().told().heed().openedAt(),
        supplied ? opened.file().told().afterStep() : null,
        orders);
  }

  private static Expected expected(Opened opened, PassportPolicy policy) {
    var deadline = opened.file().deadline();
    var expected =
        delay(opened.file().ref().store(), deadline.basis(), policy).from(policy.begins(deadline));
    return new Expected(expected.expectedAt(), expected.spread(), expected.observations());
  }

  /** What Ozon's own cancellations in this store say, of those that count from the same. */
  private static OzonsDelay delay(StoreId store, Deadline.Basis basis, PassportPolicy policy) {
    return OzonsDelay.of(
        PassportCaseRow.cancelledByOzon(store, basis, LEARNED_FROM).stream()
            // One that ends between the two queries is still open in this session.
            .filter(lost -> lost.closedAt != null)
            .map(lost -> lost.waited(policy))
            .toList(),
        policy.window());
  }
}
