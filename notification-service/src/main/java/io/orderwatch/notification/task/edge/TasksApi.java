package io.orderwatch.notification.task.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.edge.Csv;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.notice.edge.NoticeFeature;
import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.edge.ReminderFeature;
import io.orderwatch.notification.talk.edge.MarkRow;
import io.orderwatch.notification.task.Task;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Requester;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Messages to buyers that only a person can send: what, where and until when. Times are UTC. */
@Path("/api/tasks")
public class TasksApi {

  private static final String STORE = "[0-9]{1,20}";
  private static final String UNKNOWN = "There is no such task.";
  private static final String TOO_LATE =
      "The task was left, is no longer needed, or its time is over: see its code.";

  /**
   * @param id of the task, ours
   * @param kind reminder or notice
   * @param situation what the buyer is written about
   * @param round which time Ozon asks for the data; null for a notice
   * @param step of the ladder; null for a notice
   * @param state what became of it
   * @param why the word of the obstacle
   * @param since when it became one
   * @param due the text is of no use from then on
   * @param late open, and due before now
   * @param text what is to be pasted
   * @param texts the same in each language
   * @param where the text is to be pasted, by language
   * @param by who of the seller's people did it, or left it
   * @param at when he did, or left it; null as long as it is open
   * @param skipped why he left it
   * @param readAt when it was seen that the buyer has read it; null if he has not, or if that
   *     cannot be known
   * @param answeredAt when he last answered it; null if he never did
   */
  public record View(
      String id,
      String kind,
      String situation,
      String store,
      String posting,
      String orderNumber,
      @Nullable Integer round,
      @Nullable Integer step,
      Task.State state,
      String why,
      Instant since,
      Instant due,
      boolean late,
      String text,
      Map<io.orderwatch.notification.texts.Language, String> texts,
      Map<Language, String> where,
      @Nullable String by,
      @Nullable Instant at,
      Step.@Nullable Skipping skipped,
      @Nullable Instant readAt,
      @Nullable Instant answeredAt) {

    static View of(Task task, Instant now) {
      return of(List.of(task), now).getFirst();
    }

    static List<View> of(List<Task> tasks, Instant now) {
      var marks = MarkRow.named(tasks.stream().map(View::message).toList());
      return tasks.stream().map(task -> of(task, marks.get(message(task)), now)).toList();
    }

    private static String message(Task task) {
      return switch (task.id()) {
        case Task.Id.OfStep(var ref, var round, var step) -> ref.key() + "/" + round + "/" + step;
        case Task.Id.OfNotice(var ref, var notice) -> ref.key() + "/" + notice;
      };
    }

    private static View of(Task task, @Nullable MarkRow mark, Instant now) {
      var where = new TreeMap<Language, String>();
      for (var language : Language.values()) {
        where.put(language, task.where(language));
      }
      var step = task.id() instanceof Task.Id.OfStep each ? each : null;
      return new View(
          task.id().toString(),
          task.id().kind(),
          task.situation().code(),
          task.id().ref().store().value(),
          task.id().ref().posting().value(),
          task.orderNumber(),
          step == null ? null : step.round(),
          step == null ? null : step.step(),
          task.state(),
          task.why(),
          task.since(),
          task.due(),
          task.late(now),
          task.text(),
          task.texts(),
          where,
          task.said().map(Step.Said::by).orElse(null),
          task.said().map(Step.Said::at).orElse(null),
          task.said().map(Step.Said::skipped).orElse(null),
          mark == null ? null : mark.readAt,
          mark == null ? null : mark.answeredAt);
    }
  }

  /**
   * @param tasks the earliest due first
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<View> tasks, @Nullable String next) {}

  /**
   * @param at when it was sent; now if it is not said
   * @param requestedBy who sent it, unless a proxy says so
   */
  public record Sent(
      @Nullable Instant at,
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  /**
   * @param reason why it is left
   * @param requestedBy who leaves it, unless a proxy says so
   */
  public record Skip(
      @NotNull Step.Skipping reason,
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  private final Tasks tasks;
  private final Mailbox mailbox;
  private final Requester requester;
  private final ScaledClock clock;

  TasksApi(Tasks tasks, Mailbox mailbox, Requester requester, ScaledClock clock) {
    this.tasks = tasks;
    this.mailbox = mailbox;
    this.requester = requester;
    this.clock = clock;
  }

  /**
   * Messages that only a person can send: reminders and notices, the earliest due first.
   *
   * @param posting with its store
   * @param state what became of them
   * @param due before then
   */
  @GET
  @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
  @APIResponseSchema(Page.class)
  public Response tasks(
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @QueryParam("posting") @Nullable PostingNumber posting,
      @QueryParam("state") Task.@Nullable State state,
      @QueryParam("due") @Nullable Instant due,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = Cursor.PATTERN) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @HeaderParam("Accept") @Nullable String accept)
      throws SQLException {
    if (posting != null && store == null) {
      throw BadInput.of(Violation.In.query, "store", "must be named with a posting");
    }
    var page = page(new Tasks.Which(store, posting, state, due), cursor, limit);
    return Csv.answer(accept, page, page.next(), () -> table(page));
  }

  private Page page(Tasks.Which which, String cursor, int limit) throws SQLException {
    var found = tasks.find(which, Cursor.parse(cursor), limit);
    var now = clock.now();
    return new Page(
        View.of(found, now), found.size() < limit ? null : Tasks.after(found.getLast()).text());
  }

  private static String table(Page page) {
    return Csv.of(
        List.of(
            "id",
            "store",
            "posting",
            "order",
            "step",
            "state",
            "why",
            "since",
            "due",
            "late",
            "by",
            "at",
            "text",
            "kind",
            "situation"),
        page.tasks().stream()
            .map(
                each ->
                    new @Nullable Object[] {
                      each.id(),
                      each.store(),
                      each.posting(),
                      each.orderNumber(),
                      each.step(),
                      each.state(),
                      each.why(),
                      each.since(),
                      each.due(),
                      each.late(),
                      each.by(),
                      each.at(),
                      each.text(),
                      each.kind(),
                      each.situation()
                    }));
  }

  /**
   * A message that only a person can send.
   *
   * @param id of the task, ours
   */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Refuses(status = 404, because = UNKNOWN)
  public View task(
      @PathParam("id") @Pattern(regexp = Task.Id.PATTERN) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store)
      throws SQLException {
    return View.of(find(id, store), clock.now());
  }

  /**
   * A person has sent it in the cabinet. The same again changes nothing.
   *
   * @param id of the task, ours
   */
  @POST
  @Path("/{id}/sent")
  @Produces(MediaType.APPLICATION_JSON)
  @Refuses(status = 404, because = UNKNOWN)
  @Refuses(status = 409, because = TOO_LATE)
  public View sent(
      @PathParam("id") @Pattern(regexp = Task.Id.PATTERN) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @NotNull @Valid Sent sent)
      throws SQLException {
    var by = requester.name(sent.requestedBy());
    var now = clock.now();
    var when = sent.at() == null ? now : sent.at();
    if (when.isAfter(now)) {
      throw BadInput.inBody("at", "must not be later than now");
    }
    var task = find(id, store);
    refuse(task.againstSent(when));
    if (task.state() == Task.State.OPEN) {
      switch (task.id()) {
        case Task.Id.OfStep(var ref, var round, var step) ->
            tell(task, "sent", now, new Reminder.SentByHand(ref, round, step, when, by));
        case Task.Id.OfNotice(var ref, var notice) ->
            tell(task, "sent", now, new Notices.SentByHand(ref, notice, when, by));
      }
    }
    var told = find(id, store);
    refuse(told.againstSent(when));
    return View.of(told, now);
  }

  /**
   * A person leaves it. The same again changes nothing.
   *
   * @param id of the task, ours
   */
  @POST
  @Path("/{id}/skip")
  @Produces(MediaType.APPLICATION_JSON)
  @Refuses(status = 404, because = UNKNOWN)
  @Refuses(status = 409, because = TOO_LATE)
  public View skip(
      @PathParam("id") @Pattern(regexp = Task.Id.PATTERN) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @NotNull @Valid Skip skip)
      throws SQLException {
    var by = requester.name(skip.requestedBy());
    var now = clock.now();
    var task = find(id, store);
    refuse(task.againstSkipping(skip.reason()));
    if (task.state() == Task.State.OPEN) {
      switch (task.id()) {
        case Task.Id.OfStep(var ref, var round, var step) ->
            tell(task, "skip", now, new Reminder.Skipped(ref, round, step, skip.reason(), by));
        case Task.Id.OfNotice(var ref, var notice) ->
            tell(task, "skip", now, new Notices.Dropped(ref, notice, skip.reason(), by));
      }
    }
    var told = find(id, store);
    refuse(told.againstSkipping(skip.reason()));
    return View.of(told, now);
  }

  private void tell(Task task, String what, Instant now, Record said) throws SQLException {
    var feature =
        switch (task.id()) {
          case Task.Id.OfStep _ -> ReminderFeature.NAME;
          case Task.Id.OfNotice _ -> NoticeFeature.NAME;
        };
    var key = task.id().ref().key();
    mailbox.tell(
        feature,
        List.of(new Input(key, "task/" + task.id() + "/" + what, now, said)),
        Optional.empty());
  }

  /**
   * @param store null for whatever store
   */
  private Task find(String id, @Nullable String store) throws SQLException {
    return tasks
        .find(Task.Id.parse(id))
        .filter(task -> store == null || store.equals(task.id().ref().store().value()))
        .orElseThrow(() -> new NotFoundException(UNKNOWN));
  }

  private static void refuse(Optional<Task.TooLate> against) {
    if (against.isPresent()) {
      throw HttpProblem.builder()
          .withTitle("Too late")
          .withStatus(409)
          .withDetail(TOO_LATE)
          .with("code", against.get().code())
          .build();
    }
  }
}
