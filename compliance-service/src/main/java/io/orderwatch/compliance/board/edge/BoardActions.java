package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Asks;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.compliance.board.Outcome.End;
import io.orderwatch.compliance.board.ParcelForm;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.passport.edge.HandApi;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import io.orderwatch.operations.edge.rest.Visitors;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What people do from the page, as plain forms. Reminders are ours; what changes parcels is asked
 * of logistics-service, first what would happen. The same form twice is carried out once.
 */
@Path("/")
@Singleton
@Blocking
public class BoardActions {

  private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;

  /**
   * What became of it.
   *
   * @param problem why the form itself cannot be used, so that nothing was done; null if it can
   * @param back where he came from
   * @param sure what asks for the previewed thing itself; empty if there is nothing to ask for
   * @param at where to; null likewise
   */
  public record Result(
      Say say,
      List<Outcome> outcomes,
      String back,
      Map<String, String> sure,
      @Nullable String at,
      @Nullable String problem) {

    /** Nothing was done. */
    static Result wrong(Say say, String back, String problem) {
      return new Result(say, List.of(), back, Map.of(), null, problem);
    }

    static Result of(Say say, List<Outcome> outcomes, String back) {
      return new Result(say, outcomes, back, Map.of(), null, null);
    }
  }

  /** All that the trail shows. */
  public record TrailPage(Say say, List<Trail.Line> lines) {}

  /** Who may log in. */
  public record LoginPage(Say say, List<String> logins, String token) {}

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance result(Result result);

    public static native TemplateInstance trail(TrailPage page);

    public static native TemplateInstance login(LoginPage page);

    private Templates() {}
  }

  private final HandApi hand;
  private final AskingLogistics logistics;
  private final AskingNotification notification;
  private final Guests guests;
  private final Trail trail;
  private final Visitors visitors;
  private final HttpHeaders headers;
  private final ScaledClock clock;
  private final Texts texts = TextFiles.texts("board");

  BoardActions(
      HandApi hand,
      AskingLogistics logistics,
      AskingNotification notification,
      Guests guests,
      Trail trail,
      Visitors visitors,
      HttpHeaders headers,
      ScaledClock clock) {
    this.hand = hand;
    this.logistics = logistics;
    this.notification = notification;
    this.guests = guests;
    this.trail = trail;
    this.visitors = visitors;
    this.headers = headers;
    this.clock = clock;
  }

  /** A row's button, or one thing of all rows that are ticked. */
  @POST
  @Path("/board/actions")
  @Consumes(FORM)
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response ofList(MultivaluedMap<String, String> sent) {
    var form = new Form(sent);
    var act = Act.read(form.said("act")).orElse(null);
    return answered(form, act, "/?" + form.filter().query(), () -> ofList(form));
  }

  private Result ofList(Form form) {
    guests.own(form.sent().getFirst("form"));
    var visitor = guests.with(Role.OPERATOR);
    var filter = form.filter();
    var asks =
        Asks.read(form.said("one"), form.said("act"), form.all("key"))
            .orElseThrow(() -> new Form.Wrong("key"));
    var outcomes = new ArrayList<Outcome>();
    form.to(asks.act()); // before anything is done of what cannot be done whole
    for (var ref : asks.refs()) {
      outcomes.add(remind(visitor, ref, asks.act(), form));
    }
    return Result.of(say(filter), outcomes, "/?" + filter.query());
  }

  /** A form that cannot be used is told of by a page too, in the language of whoever sent it. */
  private Response answered(Form form, @Nullable Act act, String back, Supplier<Result> doing) {
    try {
      return page(Response.Status.OK, doing.get());
    } catch (Guests.NotOwn _) {
      return page(Response.Status.FORBIDDEN, problem(form, back, "form.expired"));
    } catch (Form.Wrong e) {
      var say = say(form.filter());
      var why = say.wrong(act, e.field);
      return page(Response.Status.BAD_REQUEST, Result.wrong(say, back, why));
    }
  }

  private Result problem(Form form, String back, String text) {
    var say = say(form.filter());
    return Result.wrong(say, back, say.of(text));
  }

  private static Response page(Response.Status status, Result result) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(Templates.result(result).render())
        .build();
  }

  /** Anything that can be done about one posting. */
  @POST
  @Path("/postings/{store}/{posting}/actions")
  @Consumes(FORM)
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response ofPosting(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      MultivaluedMap<String, String> sent) {
    var form = new Form(sent);
    var path = Row.path(store.value(), posting.value());
    var back = path + "?lang=" + form.filter().language().code();
    return answered(
        form,
        Act.read(form.said("act")).orElse(null),
        back,
        () -> ofPosting(new PostingRef(store, posting), form, path, back));
  }

  private Result ofPosting(PostingRef ref, Form form, String path, String back) {
    guests.own(form.sent().getFirst("form"));
    var visitor = guests.with(Role.OPERATOR);
    var say = say(form.filter());
    var act = Act.read(form.said("act")).orElseThrow(() -> new Form.Wrong("act"));
    if (act.ours()) {
      return Result.of(say, List.of(remind(visitor, ref, act, form)), back);
    }
    if (act.by() == Act.By.NOTIFICATION) {
      return Result.of(say, List.of(task(visitor, ref, act, form)), back);
    }
    if (!logistics.reachable()) {
      throw new NotFoundException("nothing can be changed from here");
    }
    var sure = form.said("sure").equals("yes");
    var outcome = parcel(visitor, ref, act, form, sure);
    var again = ParcelForm.again(form.flat());
    return new Result(
        say,
        List.of(outcome),
        back,
        outcome.open() ? again : Map.of(),
        outcome.open() ? path + "/actions" : null,
        null);
  }

  private Outcome remind(Visitor visitor, PostingRef ref, Act act, Form form) {
    var person = form.person(visitor);
    var why = form.why();
    var id = form.id();
    var to = act == Act.TAKE ? person : form.to(act);
    return trail.of(
        visitor,
        person,
        ref.key(),
        act,
        id,
        why,
        to,
        () ->
            visitor.is(Role.OPERATOR, ref.store().value())
                ? order(ref, act, id, why, person, form)
                : Outcome.of(ref.key(), act, End.FORBIDDEN));
  }

  private Outcome order(PostingRef ref, Act act, String id, String why, String person, Form form) {
    try {
      var ask = new HandApi.Ask(id, why, person);
      switch (act) {
        case SEND_NOW -> hand.sendNow(ref.store(), ref.posting(), ask);
        case RESUME -> hand.resume(ref.store(), ref.posting(), ask);
        case STOP -> {
          if (why.isEmpty()) {
            return Outcome.refused(ref.key(), act, "reason-missing");
          }
          hand.stop(ref.store(), ref.posting(), new HandApi.Stop(id, why, person));
        }
        case SNOOZE ->
            hand.snooze(
                ref.store(),
                ref.posting(),
                new HandApi.Snooze(id, clock.now().plus(form.hours()), why, person));
        case HAND_OVER -> {
          var to = form.to(act);
          if (to.isEmpty()) {
            return Outcome.refused(ref.key(), act, "name-missing");
          }
          hand.handOver(ref.store(), ref.posting(), new HandApi.HandOver(id, to, why, person));
        }
        case TAKE -> hand.take(ref.store(), ref.posting(), ask);
        case LET_GO -> hand.letGo(ref.store(), ref.posting(), ask);
        case CANCEL, TRACKING_NUMBER, DELIVERY_WINDOW, APPROVE, DECLINE, TASK_SENT, TASK_SKIP ->
            throw new IllegalArgumentException(act + " is none of ours");
      }
      return Outcome.of(ref.key(), act, End.DONE);
    } catch (HttpProblem e) {
      return e.getStatusCode() == 400 // all else of the form was looked at before
          ? Outcome.wrong(ref.key(), act, "requestedBy")
          : Outcome.refused(
              ref.key(),
              act,
              Objects.toString(e.getParameters().get("code"), Integer.toString(e.getStatusCode())));
    } catch (NotFoundException _) {
      return Outcome.refused(ref.key(), act, "no-case");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Outcome parcel(Visitor visitor, PostingRef ref, Act act, Form form, boolean sure) {
    var person = form.person(visitor);
    var id = form.id();
    if (!visitor.is(Role.OPERATOR, ref.store().value())) {
      return trail.of(
          visitor, person, ref.key(), act, id, "", () -> Outcome.of(ref.key(), act, End.FORBIDDEN));
    }
    var read = ParcelForm.read(act, form.flat());
    if (read.wrong() != null) {
      return Outcome.wrong(ref.key(), act, read.wrong());
    }
    var body = new JsonObject().put("commandId", id).put("requestedBy", person);
    read.body().forEach(body::put);
    var passed = Neighbour.reading(form.filter().language(), visitors.passedOn(headers));
    return sure
        ? trail.of(
            visitor,
            person,
            ref.key(),
            act,
            id,
            read.why(),
            () -> logistics.ask(ref, act, body, true, passed))
        : logistics.ask(ref, act, body, false, passed);
  }

  /** A person has sent the text of a task by hand, or leaves it. */
  private Outcome task(Visitor visitor, PostingRef ref, Act act, Form form) {
    if (!notification.reachable()) {
      throw new NotFoundException("nobody can be told from here");
    }
    var person = form.person(visitor);
    var reason = form.said("reason");
    if (act == Act.TASK_SKIP && !reason.matches("[A-Z_]{1,40}")) {
      throw new Form.Wrong("reason");
    }
    var task = form.said("task");
    if (!task.matches("[0-9A-Za-z._:-]{1,200}")) {
      throw new Form.Wrong("task");
    }
    return trail.of(
        visitor,
        person,
        ref.key(),
        act,
        task,
        reason,
        () ->
            visitor.is(Role.OPERATOR, ref.store().value())
                ? notification.end(ref, act, task, reason, person, visitors.passedOn(headers))
                : Outcome.of(ref.key(), act, End.FORBIDDEN));
  }

  /** What everybody did, for those who answer for it. */
  @GET
  @Path("/board/trail")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance trail(@QueryParam("lang") @DefaultValue("") String lang) {
    var visitor = guests.with(Role.ADMIN);
    return Templates.trail(
        new TrailPage(
            say(Filter.open(lang)),
            trail.newest().stream()
                .filter(line -> visitor.is(Role.ADMIN, line.key().split(":", 2)[0]))
                .toList()));
  }

  @GET
  @Path("/board/login")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance logins(@QueryParam("lang") @DefaultValue("") String lang) {
    return loginPage(Filter.open(lang));
  }

  /** Out again, if no name that there is was chosen. */
  @POST
  @Path("/board/login")
  @Consumes(FORM)
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response login(MultivaluedMap<String, String> sent) {
    var form = new Form(sent);
    try {
      guests.own(sent.getFirst("form"));
    } catch (Guests.NotOwn _) {
      var lang = form.filter().language().code();
      return page(
          Response.Status.FORBIDDEN, problem(form, "/board/login?lang=" + lang, "form.expired"));
    }
    guests.login(form.said("name"));
    return Response.status(Response.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/?lang=" + form.filter().language().code())
        .build();
  }

  private TemplateInstance loginPage(Filter filter) {
    if (guests.logins().isEmpty()) {
      throw new NotFoundException("nobody logs in here");
    }
    return Templates.login(new LoginPage(say(filter), guests.logins(), guests.token()));
  }

  private Say say(Filter filter) {
    return new Say(filter.language(), texts);
  }
}
