package io.orderwatch.notification.notice.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.digest.edge.OwingRow;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.linter.Finding;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.reminder.edge.ReminderStepRow;
import io.orderwatch.notification.talk.edge.MarkRow;
import io.orderwatch.notification.texts.Language;
import io.orderwatch.notification.texts.Situation;
import io.orderwatch.notification.texts.Wording;
import io.orderwatch.notification.texts.edge.StoreTexts;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Requester;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What buyers are told besides the reminders: each thing once. Times are UTC. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class NoticesApi {

  private static final String NO_STORE = "no such store";
  private static final String UNKNOWN = "There is no such notice.";
  private static final String TOO_LATE = "It awaits nobody any more.";
  private static final String NAME = "[a-z0-9.-]{1,100}";
  private static final String STATE = "%|planned|sent|suppressed|failed|awaiting-operator";

  /**
   * @param id of the notice, among those of the posting
   * @param situation what the buyer is told
   * @param state planned, sent, suppressed, failed or awaiting-operator
   * @param reason why it was not sent by itself; null if it was, or will be
   * @param text what he reads
   * @param by who asked for it
   * @param askedAt when it was asked for
   * @param changedAt when it became as it is
   * @param readAt when it was seen that the buyer has read it; null if he has not
   * @param answeredAt when he last answered it; null if he never did
   * @param about what that answer is about, in a word
   */
  public record View(
      String store,
      String posting,
      String id,
      String situation,
      String state,
      @Nullable String reason,
      String text,
      String by,
      Instant askedAt,
      Instant changedAt,
      @Nullable Instant readAt,
      @Nullable Instant answeredAt,
      @Nullable String about) {

    static List<View> of(List<NoticeRow> rows) {
      var marks = MarkRow.named(rows.stream().map(row -> row.id).toList());
      return rows.stream().map(row -> of(row, marks.get(row.id))).toList();
    }

    private static View of(NoticeRow row, @Nullable MarkRow mark) {
      var ref = PostingRef.parse(row.key);
      return new View(
          ref.store().value(),
          ref.posting().value(),
          row.name(),
          row.situation.code(),
          row.state,
          row.reason,
          row.text,
          row.askedBy,
          row.askedAt,
          row.changedAt,
          mark == null ? null : mark.readAt,
          mark == null ? null : mark.answeredAt,
          mark == null ? null : mark.about);
    }
  }

  /**
   * What the buyer would read, by language; the Russian is what is sent.
   *
   * @param situation what the buyer is told
   * @param texts by language
   * @param sendable whether nothing in it is refused
   * @param told whether he was told it, or will be: it is not sent again
   */
  public record Preview(
      String situation, Map<Language, String> texts, boolean sendable, boolean told) {}

  /**
   * @param notices the oldest first
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<View> notices, @Nullable String next) {}

  /**
   * @param situation why, filled-in, delivery-period, new-tracking-number or returned-midway
   * @param orderNumber as Ozon shows it; without it that of the reminders, else the text names the
   *     posting
   * @param trackingNumber the new one, for new-tracking-number
   * @param requestedBy who wants it told, unless a proxy says so
   */
  public record Asked(
      @NotNull @Size(max = 40) String situation,
      @Nullable @Pattern(regexp = "[0-9]{1,16}(-[0-9]{1,8}){0,3}") String orderNumber,
      @Nullable @Size(max = 50) String trackingNumber,
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  /**
   * @param requestedBy who says so, unless a proxy does
   */
  public record Said(
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  private final Mailbox mailbox;
  private final OzonStores stores;
  private final StoreTexts texts;
  private final Requester requester;
  private final ScaledClock clock;

  NoticesApi(
      Mailbox mailbox,
      OzonStores stores,
      StoreTexts texts,
      Requester requester,
      ScaledClock clock) {
    this.mailbox = mailbox;
    this.stores = stores;
    this.texts = texts;
    this.requester = requester;
    this.clock = clock;
  }

  /**
   * Has the buyer told something, in the reviewed text of the situation. What he was told is not
   * said again: the answer is what became of it. With {@code preview} nothing is sent.
   */
  @POST
  @Path("/postings/{store}/{posting}/notices")
  @APIResponse(
      responseCode = "200",
      description = "With `preview`: what the buyer would read.",
      content = @Content(schema = @Schema(implementation = Preview.class)))
  @APIResponse(
      responseCode = "202",
      description = "What became of it so far.",
      content = @Content(schema = @Schema(implementation = View.class)))
  @Refuses(status = 404, because = NO_STORE)
  @Refuses(status = 409, because = "Passport data of this posting is not awaited.")
  public Response ask(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @DefaultValue("false") boolean preview,
      @NotNull @Valid Asked body)
      throws SQLException {
    var by = requester.name(body.requestedBy());
    var ref = new PostingRef(store, posting);
    var situation = situation(body.situation());
    var tracking = tracking(situation, body.trackingNumber());
    if (stores.find(store).isEmpty()) {
      throw new NotFoundException(NO_STORE);
    }
    var now = clock.now();
    var asked = asked(ref, body, situation, tracking, by);
    if (asked.moot(now)) {
      throw HttpProblem.builder()
          .withTitle("Nothing is awaited")
          .withStatus(409)
          .withDetail("Passport data of this posting is not awaited, as far as is known.")
          .with("code", "nothing-awaited")
          .build();
    }
    if (preview) {
      return Response.ok(preview(asked, now)).build();
    }
    tell(ref, "asked/" + asked.situation().code() + "/" + asked.tracking() + "/" + now, now, asked);
    return Response.accepted(newest(asked)).build();
  }

  /** With what is known of the posting: whether its data are awaited, else its newest reminder. */
  private static Notices.Asked asked(
      PostingRef ref, Asked body, Situation situation, String tracking, String by) {
    var step = ReminderStepRow.newest(ref.key());
    var owing = OwingRow.find(ref.key());
    var order =
        body.orderNumber() == null
            ? owing
                .map(each -> each.orderNumber)
                .or(() -> step.map(each -> each.orderNumber))
                .orElse("")
            : body.orderNumber();
    var deadline =
        owing.isPresent()
            ? owing.filter(OwingRow::owes).map(each -> each.deadlineAt).orElse(null)
            : step.map(each -> each.deadlineAt).orElse(null);
    return new Notices.Asked(ref, order, situation, tracking, deadline, by);
  }

  private Preview preview(Notices.Asked asked, Instant now) {
    var occasion = Notices.occasion(asked, now);
    var written = new EnumMap<Language, String>(Language.class);
    for (var language : Language.values()) {
      written.put(language, Wording.translated(texts.get(), language, asked.situation(), occasion));
    }
    var russian = Notices.text(asked, now, texts.get());
    written.put(Language.RU, russian);
    return new Preview(
        asked.situation().code(),
        written,
        Linter.findings(russian, Wording.named(occasion)).stream().noneMatch(Finding::refused),
        rows(asked).stream().map(NoticeRow::notice).anyMatch(notice -> !notice.over()));
  }

  private View newest(Notices.Asked asked) {
    return View.of(rows(asked)).stream()
        .reduce((_, last) -> last)
        .orElseThrow(() -> new IllegalStateException("what was asked for has no row"));
  }

  private static List<NoticeRow> rows(Notices.Asked asked) {
    return NoticeRow.of(asked.ref().key()).stream()
        .filter(row -> row.notice().says(asked.situation(), asked.tracking()))
        .toList();
  }

  /** The notices of one posting, in the order in which they were asked for. */
  @GET
  @Path("/postings/{store}/{posting}/notices")
  public List<View> of(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting) {
    return View.of(NoticeRow.of(new PostingRef(store, posting).key()));
  }

  /**
   * The notices of a store, the oldest first.
   *
   * @param state awaiting-operator: those that a person has to send
   */
  @GET
  @Path("/notices")
  @Refuses(status = 404, because = NO_STORE)
  public Page notices(
      @QueryParam("store") @NotNull StoreId store,
      @QueryParam("state") @DefaultValue("%") @Pattern(regexp = STATE) String state,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = Cursor.PATTERN) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    if (stores.find(store).isEmpty()) {
      throw new NotFoundException(NO_STORE);
    }
    var found = NoticeRow.in(store.value(), state, Cursor.parse(cursor), limit);
    return new Page(
        View.of(found),
        found.size() < limit
            ? null
            : new Cursor(found.getLast().askedAt, found.getLast().id).text());
  }

  /**
   * A person has sent a notice in the cabinet. The same again changes nothing.
   *
   * @param id of the notice, among those of the posting
   */
  @POST
  @Path("/postings/{store}/{posting}/notices/{id}/sent")
  @Refuses(status = 404, because = UNKNOWN)
  @Refuses(status = 409, because = TOO_LATE)
  public View sent(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("id") @Pattern(regexp = NAME) String id,
      @NotNull @Valid Said said)
      throws SQLException {
    var ref = new PostingRef(store, posting);
    var by = requester.name(said.requestedBy());
    return byHand(ref, id, "sent", new Notices.SentByHand(ref, id, clock.now(), by));
  }

  /**
   * A person leaves a notice. The same again changes nothing.
   *
   * @param id of the notice, among those of the posting
   */
  @POST
  @Path("/postings/{store}/{posting}/notices/{id}/dropped")
  @Refuses(status = 404, because = UNKNOWN)
  @Refuses(status = 409, because = TOO_LATE)
  public View dropped(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("id") @Pattern(regexp = NAME) String id,
      @NotNull @Valid Said said)
      throws SQLException {
    var ref = new PostingRef(store, posting);
    var by = requester.name(said.requestedBy());
    return byHand(ref, id, "suppressed", new Notices.Dropped(ref, id, null, by));
  }

  private View byHand(PostingRef ref, String id, String becomes, Record said) throws SQLException {
    if (found(ref, id).state.equals(NoticeRow.AWAITING)) {
      tell(ref, "by-hand/" + id + "/" + becomes, clock.now(), said);
    }
    var told = found(ref, id);
    if (!told.state.equals(becomes)) {
      throw HttpProblem.builder()
          .withTitle("Too late")
          .withStatus(409)
          .withDetail("It awaits nobody, it is " + told.state + ".")
          .with("code", told.state)
          .build();
    }
    return View.of(List.of(told)).getFirst();
  }

  private static NoticeRow found(PostingRef ref, String id) {
    return NoticeRow.find(ref.key(), id).orElseThrow(() -> new NotFoundException(UNKNOWN));
  }

  private void tell(PostingRef ref, String id, Instant now, Record said) throws SQLException {
    mailbox.tell(
        NoticeFeature.NAME, List.of(new Input(ref.key(), id, now, said)), Optional.empty());
  }

  private static Situation situation(String code) {
    return Situation.of(code)
        .filter(Situation.notices()::contains)
        .orElseThrow(
            () ->
                BadInput.inBody(
                    "situation",
                    "must be one of "
                        + Situation.notices().stream()
                            .map(Situation::code)
                            .collect(Collectors.joining(", "))));
  }

  private static String tracking(Situation situation, @Nullable String number) {
    var names = situation.needed().contains("tracking");
    if (names != (number != null)) {
      throw BadInput.inBody(
          "trackingNumber", names ? "must not be null" : "is not named in this situation");
    }
    if (number != null && !Wording.tracking(number)) {
      throw BadInput.inBody("trackingNumber", "must be letters, digits, letters: RB123456785CN");
    }
    return number == null ? "" : number;
  }
}
