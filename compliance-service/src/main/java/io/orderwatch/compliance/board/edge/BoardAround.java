package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Around;
import io.orderwatch.compliance.board.Around.Chat;
import io.orderwatch.compliance.board.Around.Commands;
import io.orderwatch.compliance.board.Around.Tasks;
import io.orderwatch.compliance.board.Around.Tickets;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.edge.BoardPages.Guest;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.Texts;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.Role;
import io.orderwatch.operations.edge.rest.Visitors;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/**
 * What other services know of a posting, asked of all of them at once while somebody looks: part of
 * its page, and a page of its own. What does not answer is said; nothing is kept.
 */
@Path("/")
@Singleton
@Blocking
public class BoardAround {

  /** Why a person leaves a task, as notification-service knows it. */
  private static final List<String> REASONS =
      List.of("ALREADY_WRITTEN", "BUYER_DECLINED", "NOT_POSSIBLE", "NOT_WORTH_IT");

  /** All that it shows. */
  public record Page(
      Say say, Instant now, String store, String posting, Around around, Guest guest) {

    public List<Language> languages() {
      return List.of(Language.values());
    }

    public List<String> reasons() {
      return REASONS;
    }

    public @Nullable Chat chat() {
      return around.chat().what();
    }

    public @Nullable Tasks tasks() {
      return around.tasks().what();
    }

    public @Nullable Commands commands() {
      return around.commands().what();
    }

    public @Nullable Tickets tickets() {
      return around.tickets().what();
    }

    /** The address of the posting's page. */
    public String path() {
      return Row.path(store, posting);
    }
  }

  @CheckedTemplate
  public static class Templates {
    public static native TemplateInstance around(Page page);

    private Templates() {}
  }

  private final BoardPages pages;
  private final AskingLogistics logistics;
  private final AskingNotification notification;
  private final Guests guests;
  private final Visitors visitors;
  private final HttpHeaders headers;
  private final ScaledClock clock;
  private final Texts texts = TextFiles.texts("board");

  BoardAround(
      BoardPages pages,
      AskingLogistics logistics,
      AskingNotification notification,
      Guests guests,
      Visitors visitors,
      HttpHeaders headers,
      ScaledClock clock) {
    this.pages = pages;
    this.logistics = logistics;
    this.notification = notification;
    this.guests = guests;
    this.visitors = visitors;
    this.headers = headers;
    this.clock = clock;
  }

  @GET
  @Path("/postings/{store}/{posting}/around")
  @Produces(MediaType.TEXT_HTML)
  @Cache(noStore = true)
  @Operation(hidden = true)
  public TemplateInstance around(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("lang") @DefaultValue("") String lang,
      @RestHeader("Accept-Language") @Nullable String accepted) {
    var visitor = guests.with(Role.VIEWER);
    if (!visitor.is(Role.VIEWER, store.value())) {
      throw new ForbiddenException("this store is another's");
    }
    var filter = Filter.open(BoardPages.language(lang, accepted));
    return Templates.around(
        new Page(
            new Say(filter.language(), texts),
            clock.now(),
            store.value(),
            posting.value(),
            ask(new PostingRef(store, posting), filter.language()),
            pages.guest(visitor, visitor.is(Role.OPERATOR, store.value()))));
  }

  private Around ask(PostingRef ref, Language language) {
    var passed = Neighbour.reading(language, visitors.passedOn(headers));
    var chat = notification.chat(ref, passed);
    var tasks = notification.tasks(ref, passed);
    var commands = logistics.commands(ref, passed);
    var tickets = logistics.tickets(ref, passed);
    return new Around(chat.get(), tasks.get(), commands.get(), tickets.get());
  }
}
