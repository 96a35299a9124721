package io.orderwatch.compliance.board;

import io.orderwatch.compliance.board.Around.End;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store in the strip at the top of the board.
 *
 * @param heard when a posting of it changed last, as far as was heard of
 * @param figures what is counted of it
 * @param index how it stands; null until that was reckoned
 * @param access what its key still opens; null until order-ingest told it
 * @param fresh how fresh is what is known of it
 */
public record Store(
    String id,
    @Nullable Instant heard,
    Figures figures,
    @Nullable Index index,
    @Nullable Access access,
    Freshness fresh) {

  /** Cases that have less than this left are at risk. */
  public static final int RISK_HOURS = 6;

  /** Of which no more is counted yet than when it was heard of. */
  public static Store heard(String id, @Nullable Instant heard, Figures figures) {
    return new Store(id, heard, figures, null, null, Freshness.missing(End.NOT_ASKED));
  }

  /**
   * @param waiting open cases, those over their deadline too
   * @param atRisk those of them that have less than {@link #RISK_HOURS} left or are over
   * @param saved supplied in the last 24 hours
   * @param lost in the last 24 hours
   * @param money the goods of those at risk, by currency
   */
  public record Figures(long waiting, long atRisk, long saved, long lost, List<Money> money) {

    public static final Figures NONE = new Figures(0, 0, 0, 0, List.of());

    public Figures {
      money = List.copyOf(money);
    }
  }

  /**
   * The error index.
   *
   * @param percent null if there are no shipments
   * @param zone the name of its zone
   * @param before where the zone ends, in per cent
   * @param budget how many more can be cancelled today without leaving the zone
   * @param ends of all zones in their order
   */
  public record Index(
      @Nullable BigDecimal percent,
      String zone,
      BigDecimal before,
      long budget,
      List<ZoneEnd> ends) {

    public Index {
      ends = List.copyOf(ends);
    }

    /** For a gauge that ends at 100, whose lower tenths matter most: 0 to 100. */
    public int gauge() {
      return percent == null ? 0 : scaled(percent);
    }

    /** The zones on the gauge. */
    public List<Band> bands() {
      var bands = new ArrayList<Band>();
      var from = 0;
      for (var end : ends) {
        var to = scaled(end.upTo());
        bands.add(new Band(end.zone(), from, to - from));
        from = to;
      }
      return bands;
    }
  }

  /** Where a zone ends, in per cent. */
  public record ZoneEnd(String zone, BigDecimal upTo) {}

  /** A zone on a scale from 0 to 100. */
  public record Band(String zone, int from, int width) {}

  /** Per cent on a scale on which the lower tenths are wider: 0 to 100. */
  static int scaled(BigDecimal percent) {
    return (int) Math.round(Math.sqrt(Math.clamp(percent.doubleValue(), 0, 100) / 100) * 100);
  }
}
