package io.orderwatch.compliance.board;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a form about a parcel asks logistics-service for. It decides; here only what it could not
 * read is told.
 *
 * @param body as its endpoint takes it, without the id and the person
 * @param why in the person's words
 * @param wrong the field that is wrong; null if none is
 */
public record ParcelForm(Map<String, Object> body, String why, @Nullable String wrong) {

  public ParcelForm {
    body = Map.copyOf(body);
  }

  /**
   * @param form all that the form sent, by name
   */
  public static ParcelForm read(Act act, Map<String, String> form) {
    return switch (act) {
      case CANCEL -> cancel(form);
      case TRACKING_NUMBER -> number(form);
      case DELIVERY_WINDOW -> window(form);
      case SEND_NOW,
          SNOOZE,
          STOP,
          RESUME,
          HAND_OVER,
          TAKE,
          LET_GO,
          APPROVE,
          DECLINE,
          TASK_SENT,
          TASK_SKIP ->
          wrong("act");
    };
  }

  /** The same form again, asking for the thing itself. */
  public static Map<String, String> again(Map<String, String> form) {
    var again = new LinkedHashMap<>(form);
    again.put("sure", "yes");
    return again;
  }

  private static ParcelForm cancel(Map<String, String> form) {
    var reason = said(form, "reasonId");
    var why = said(form, "why");
    if (!reason.matches("[1-9][0-9]{0,8}")) {
      return wrong("reasonId");
    }
    if (why.isEmpty()) {
      return wrong("why");
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("reasonId", Long.valueOf(reason));
    body.put("comment", why);
    if (!said(form, "override").isEmpty()) {
      body.put("override", said(form, "override"));
    }
    return new ParcelForm(body, why, null);
  }

  private static ParcelForm number(Map<String, String> form) {
    if (said(form, "number").isEmpty()) {
      return wrong("number");
    }
    if (said(form, "why").isEmpty()) {
      return wrong("why");
    }
    return new ParcelForm(
        Map.of(
            "trackingNumber",
            said(form, "number"),
            "reason",
            said(form, "why"),
            "confirmed",
            said(form, "confirmed").equals("yes")),
        said(form, "why"),
        null);
  }

  private static ParcelForm window(Map<String, String> form) {
    var from = time(said(form, "from"));
    var to = time(said(form, "to"));
    if (from.isEmpty()) {
      return wrong("from");
    }
    if (to.isEmpty() || !from.get().isBefore(to.get())) {
      return wrong("to");
    }
    if (said(form, "why").isEmpty()) {
      return wrong("why");
    }
    return new ParcelForm(
        Map.of(
            "from",
            from.get().toInstant(ZoneOffset.UTC).toString(),
            "to",
            to.get().toInstant(ZoneOffset.UTC).toString(),
            "reason",
            said(form, "why")),
        said(form, "why"),
        null);
  }

  /** As a field of the type datetime-local writes it; ours are in UTC. */
  private static Optional<LocalDateTime> time(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static String said(Map<String, String> form, String name) {
    return form.getOrDefault(name, "");
  }

  private static ParcelForm wrong(String field) {
    return new ParcelForm(Map.of(), "", field);
  }
}
