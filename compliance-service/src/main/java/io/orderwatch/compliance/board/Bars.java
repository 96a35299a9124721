package io.orderwatch.compliance.board;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures as bars beside each other, with their places in a picture of {@link #WIDTH} by {@link
 * #HEIGHT}; the table behind it says the same in numbers.
 *
 * @param marks places from left to right that mean something
 */
public record Bars(List<Bar> bars, List<Mark> marks) {

  public static final int WIDTH = 640;
  public static final int HEIGHT = 160;
  private static final int GAP = 2;

  /** Room for the number over the highest bar. */
  private static final int HEAD = 16;

  /**
   * @param label what it stands for, in numbers or a word of the texts
   */
  public record Figure(String label, BigDecimal amount) {
    public Figure(String label, long amount) {
      this(label, BigDecimal.valueOf(amount));
    }
  }

  /** One figure with its place; {@code x} and {@code y} are its upper left corner. */
  public record Bar(String label, BigDecimal amount, int x, int y, int width, int height) {

    /** The middle, where its label stands. */
    public int middle() {
      return x + width / 2;
    }

    public boolean nothing() {
      return amount.signum() == 0;
    }
  }

  /** A line from top to bottom with a number. */
  public record Mark(String label, int x) {}

  public Bars {
    bars = List.copyOf(bars);
    marks = List.copyOf(marks);
  }

  /** The highest of them fills the picture. */
  public static Bars of(List<Figure> figures) {
    var most =
        figures.stream().map(Figure::amount).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    var step = figures.isEmpty() ? WIDTH : WIDTH / figures.size();
    var bars = new ArrayList<Bar>();
    for (var figure : figures) {
      var height = height(figure.amount(), most);
      bars.add(
          new Bar(
              figure.label(),
              figure.amount(),
              bars.size() * step,
              HEIGHT - height,
              step - GAP,
              height));
    }
    return new Bars(bars, List.of());
  }

  /** The same with lines where bars begin. */
  public Bars marked(List<String> labels, List<Integer> bars) {
    var marked = new ArrayList<Mark>();
    for (var i = 0; i < labels.size(); i++) {
      if (bars.get(i) < this.bars.size()) {
        marked.add(new Mark(labels.get(i), this.bars.get(bars.get(i)).x()));
      }
    }
    return new Bars(this.bars, marked);
  }

  /** Something that is there can be seen. */
  private static int height(BigDecimal amount, BigDecimal most) {
    if (most.signum() <= 0 || amount.signum() <= 0) {
      return 0;
    }
    var share = amount.doubleValue() / most.doubleValue();
    return Math.max(1, (int) Math.round(share * (HEIGHT - HEAD)));
  }

  /** Whether there is anything to see. */
  public boolean empty() {
    return bars.stream().allMatch(Bar::nothing);
  }
}
