package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Around.Part;
import io.orderwatch.compliance.board.Asks;
import io.orderwatch.compliance.board.Deciding;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.compliance.board.Proposal;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.edge.BoardActions.Result;
import io.orderwatch.compliance.board.edge.BoardPages.Guest;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import io.orderwatch.operations.edge.rest.Visitors;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/**
 * What awaits a second person in all stores of whoever looks, asked of logistics-service while he
 * looks, and what he says of it. logistics-service decides whether he may.
 */
@Path("/board/approvals")
@Singleton
@Blocking
public class BoardApprovals {

  /**
   * All that the page shows.
   *
   * @param asked the oldest first, as many as one form may hold
   */
  public record Page(Say say, Instant now, Part<List<Proposal>> asked, boolean more, Guest guest) {

    /** Whether logistics-service answered, perhaps that there is nothing. */
    public boolean came() {
      return asked.what() != null;
    }

    public List<Proposal> proposals() {
      var came = asked.what();
      return came == null ? List.of() : came;
    }

    public List<Language> languages() {
      return List.of(Language.values());
    }
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance approvals(Page page);

    private Templates() {}
  }

  private final BoardPages pages;
  private final AskingLogistics logistics;
  private final Guests guests;
  private final Trail trail;
  private final Visitors visitors;
  private final HttpHeaders headers;
  private final ScaledClock clock;
  private final Texts texts = TextFiles.texts("board");

  BoardApprovals(
      BoardPages pages,
      AskingLogistics logistics,
      Guests guests,
      Trail trail,
      Visitors visitors,
      HttpHeaders headers,
      ScaledClock clock) {
    this.pages = pages;
    this.logistics = logistics;
    this.guests = guests;
    this.trail = trail;
    this.visitors = visitors;
    this.headers = headers;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Cache(noStore = true)
  @Operation(hidden = true)
  public TemplateInstance approvals(
      @QueryParam("lang") @DefaultValue("") String lang,
      @RestHeader("Accept-Language") @Nullable String accepted) {
    var visitor = guests.with(Role.VIEWER);
    var say = say(Filter.open(BoardPages.language(lang, accepted)));
    var asked = asked(visitor, say.language());
    var all = asked.what();
    return Templates.approvals(
        new Page(
            say,
            clock.now(),
            all == null || all.size() <= Asks.MOST
                ? asked
                : Part.came(List.copyOf(all.subList(0, Asks.MOST))),
            all != null && all.size() > Asks.MOST,
            pages.guest(visitor, visitor.is(Role.OPERATOR))));
  }

  /**
   * How many there are, for the link on the board: asked by itself, so that the board never waits.
   */
  @GET
  @Path("/count")
  @Produces(MediaType.TEXT_HTML)
  @Cache(noStore = true)
  @Operation(hidden = true)
  public String count(@QueryParam("lang") @DefaultValue("") String lang) {
    var all = asked(guests.with(Role.VIEWER), Filter.open(lang).language()).what();
    return all == null || all.isEmpty() ? "" : "(" + all.size() + ")";
  }

  private Part<List<Proposal>> asked(Visitor visitor, Language language) {
    var passed = Neighbour.reading(language, visitors.passedOn(headers));
    return logistics.proposals(visitor.stores(), passed).get();
  }

  /** One, or the same with all that are ticked. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response decide(MultivaluedMap<String, String> sent) {
    var form = new Form(sent);
    var say = say(form.filter());
    var back = "/board/approvals?lang=" + say.language().code();
    try {
      guests.own(sent.getFirst("form"));
      var visitor = guests.with(Role.OPERATOR);
      if (!logistics.reachable()) {
        throw new NotFoundException("nothing can be approved from here");
      }
      var deciding =
          Deciding.read(form.said("one"), form.said("act"), form.all("key"))
              .orElseThrow(() -> new Form.Wrong("key"));
      var outcomes = decide(visitor, deciding, form);
      return page(Response.Status.OK, Result.of(say, outcomes, back(deciding, form, back)));
    } catch (Guests.NotOwn _) {
      return page(Response.Status.FORBIDDEN, Result.wrong(say, back, say.of("form.expired")));
    } catch (Form.Wrong e) {
      var why = say.wrong(Act.read(form.said("act")).orElse(null), e.field);
      return page(Response.Status.BAD_REQUEST, Result.wrong(say, back, why));
    }
  }

  /** To the posting, if the form stood there. */
  private static String back(Deciding deciding, Form form, String list) {
    var ref = deciding.names().getFirst().ref();
    return form.said("at").equals("posting")
        ? Row.path(ref.store().value(), ref.posting().value())
            + "?lang="
            + form.filter().language().code()
        : list;
  }

  private List<Outcome> decide(Visitor visitor, Deciding deciding, Form form) {
    var act = deciding.act();
    var person = form.person(visitor);
    var why = form.why();
    if (act == Act.DECLINE && why.isEmpty()) {
      throw new Form.Wrong("why");
    }
    var passed = Neighbour.reading(form.filter().language(), visitors.passedOn(headers));
    var outcomes = new ArrayList<Outcome>();
    var silent = false;
    for (var name : deciding.names()) {
      var key = name.ref().key();
      if (silent) { // each would be waited for as long as the first
        outcomes.add(Outcome.refused(key, act, "not-asked"));
        continue;
      }
      var outcome =
          trail.of(
              visitor,
              person,
              key,
              act,
              name.id(),
              why,
              () ->
                  visitor.is(Role.OPERATOR, name.ref().store().value())
                      ? logistics.decide(name, act, why, person, passed)
                      : Outcome.of(key, act, Outcome.End.FORBIDDEN));
      silent = outcome.end() == Outcome.End.UNKNOWN;
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private static Response page(Response.Status status, Result result) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(BoardActions.Templates.result(result).render())
        .build();
  }

  private Say say(Filter filter) {
    return new Say(filter.language(), texts);
  }
}
