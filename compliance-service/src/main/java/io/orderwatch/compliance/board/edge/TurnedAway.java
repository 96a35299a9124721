package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Turned;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.operations.Role;
import io.orderwatch.operations.Visitor;
import io.orderwatch.operations.edge.rest.ProblemPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page of whoever does not see what he asked for. Of the request it shows nothing but his own
 * name, and all its addresses are ours, or the one that he is at.
 */
@ApplicationScoped
public class TurnedAway implements ProblemPage {

  /** Where the issuer sends people back to, with what is good once. */
  private static final String LOGIN = "/oauth2/";

  /**
   * All that it shows.
   *
   * @param name null if nobody says it
   * @param role "" if he has none
   * @param leaves whether he logged in and can log out
   * @param stays whether his address can be asked for again
   */
  public record Page(
      Say say, Turned why, @Nullable String name, String role, boolean leaves, boolean stays) {

    public List<Language> languages() {
      return List.of(Language.values());
    }

    /** What he lacks, in one sentence. */
    public String sentence() {
      return why == Turned.NO_ROLE && name != null ? say.lacks(name) : say.turned(why, "why");
    }

    public String title() {
      return say.turned(why, "title");
    }

    /** Whom to ask, or what to do. */
    public String ask() {
      return say.turned(why, "ask");
    }

    /** Whether to log out is what helps him. */
    public boolean out() {
      return why.way(leaves) == Turned.Way.OUT;
    }

    /** Whether it may be another time. */
    public boolean later() {
      return why.way(leaves) == Turned.Way.AGAIN;
    }

    /** Where to try again. */
    public String again() {
      return stays ? "" : "/?lang=" + say.language().code();
    }
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance page(Page page);

    private Templates() {}
  }

  private static final Visitor NOBODY = new Visitor(null, List.of());

  private final Guests guests;
  private final Texts texts = TextFiles.texts("board");

  TurnedAway(Guests guests) {
    this.guests = guests;
  }

  @Override
  public String html(RoutingContext request, int status) {
    return html(request.request(), Turned.atTheDoor(status), NOBODY, false);
  }

  /**
   * The same for one who is asked what he may.
   *
   * @param store that the address names; null if it names none
   */
  String html(HttpServerRequest request, int status, @Nullable String store) {
    var visitor = guests.known().orElse(NOBODY);
    return html(request, Turned.of(status, visitor, store), visitor, guests.loggedIn());
  }

  private String html(HttpServerRequest request, Turned why, Visitor visitor, boolean leaves) {
    var lang =
        BoardPages.language(
            Objects.requireNonNullElse(request.getParam("lang"), ""),
            request.getHeader("Accept-Language"));
    var stays = !Objects.requireNonNullElse(request.path(), LOGIN).startsWith(LOGIN);
    return Templates.page(
            new Page(
                new Say(Filter.open(lang).language(), texts),
                why,
                visitor.name(),
                visitor.role().map(Role::word).orElse(""),
                leaves,
                stays))
        .render();
  }
}
