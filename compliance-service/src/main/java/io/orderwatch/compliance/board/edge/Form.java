package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.passport.Holder;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.operations.Visitor;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a form of the page sent. */
record Form(MultivaluedMap<String, String> sent) {

  /** A field cannot be used, so nothing is done. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Its name in the form. */
    final String field;

    Wrong(String field) {
      super(field + " cannot be used", null, false, false);
      this.field = field;
    }
  }

  private static final int LONGEST = 100;
  private static final int LONGEST_WHY = 500;

  /** "" if it was not sent. */
  String said(String name) {
    return Objects.toString(sent.getFirst(name), "").strip();
  }

  List<String> all(String name) {
    return sent.getOrDefault(name, List.of());
  }

  Map<String, String> flat() {
    var flat = new TreeMap<String, String>();
    sent.keySet().forEach(name -> flat.put(name, said(name)));
    return flat;
  }

  /** What the list showed when it was sent. */
  Filter filter() {
    return Filter.read(
            said("lang").isEmpty() ? Language.ZH.code() : said("lang"),
            said("store"),
            said("state"),
            said("left"),
            said("q"),
            said("mark"),
            said("with"),
            "")
        .by(said("sort"));
  }

  /** Who asks: as whoever logged him in says, else as he says himself. */
  String person(Visitor visitor) {
    if (visitor.name() != null) {
      return visitor.name();
    }
    var said = said("requestedBy");
    if (said.isEmpty() || said.length() > LONGEST || steers(said)) {
      throw new Wrong("requestedBy");
    }
    return said;
  }

  /** Under which what it asks for is done once. */
  String id() {
    var id = said("id");
    if (!id.matches("[0-9A-Za-z._:-]{1,64}")) {
      throw new Wrong("id");
    }
    return id;
  }

  String why() {
    var why = said("why");
    if (why.length() > LONGEST_WHY || steers(why)) {
      throw new Wrong("why");
    }
    return why;
  }

  /**
   * To whom a case is handed over; "" if nobody is named, as {@link Act#HAND_OVER} alone needs it.
   */
  String to(Act act) {
    if (act != Act.HAND_OVER || said("to").isEmpty()) {
      return "";
    }
    return Holder.read(said("to")).orElseThrow(() -> new Wrong("to"));
  }

  Duration hours() {
    var hours = said("hours");
    return Duration.ofHours(hours.matches("[0-9]{1,2}") ? Integer.parseInt(hours) : 0);
  }

  private static boolean steers(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
