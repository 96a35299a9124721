package io.orderwatch.notification.people.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.people.Letter;
import io.orderwatch.notification.people.People;
import io.orderwatch.notification.people.People.Channel;
import io.orderwatch.notification.people.Words;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Whether a channel works, before something happens at night. */
@Path("/api/people")
public class TryingApi {

  private static final String NO_CHANNEL = "There is no such channel.";

  private final People people;
  private final Channels channels;
  private final ScaledClock clock;

  TryingApi(People people, Channels channels, ScaledClock clock) {
    this.people = people;
    this.channels = channels;
    this.clock = clock;
  }

  /**
   * Tries a channel. One message in the store's language goes by it now, once, whatever the hour.
   *
   * @param name as the file of people has it
   * @param store in whose language
   */
  @POST
  @Path("/{channel}/test")
  @APIResponse(responseCode = "204", description = "The channel took it.")
  @Refuses(status = 404, because = NO_CHANNEL)
  @Refuses(status = 502, because = "The channel did not take it: `detail` is the cause.")
  public void test(
      @PathParam("channel") @Pattern(regexp = "[a-z0-9-]{1,40}") String name,
      @QueryParam("store") @NotNull StoreId store)
      throws InterruptedException {
    var channel = people.channels().get(name);
    if (channel == null) {
      throw new NotFoundException(NO_CHANNEL);
    }
    switch (told(channel, letter(store.value(), name, clock.now()))) {
      case Answer.Done _ -> {}
      case Answer.Refused(var reason) -> throw failed("refused", reason);
      case Answer.RefusedForNow refused -> throw failed("refused", refused.reason());
      case Answer.NotYet notYet -> throw failed("not-taken", notYet.reason());
      case Answer.Doubtful(var reason) -> throw failed("no-answer", reason);
      case Answer.Superseded(var reason) -> throw failed("refused", reason);
      case Answer.Taken(var reason) -> throw failed("no-answer", reason);
      case Answer.Absent _ -> throw failed("no-answer", "did not answer");
    }
  }

  /** What is wrong with an address is not quoted: it may hold a token. */
  private Answer told(Channel channel, Letter letter) throws InterruptedException {
    try {
      return channels.tell(channel, letter);
    } catch (IllegalArgumentException e) {
      return new Answer.Refused("its address cannot be read");
    }
  }

  private Letter letter(String store, String channel, Instant now) {
    var language = people.of(store).map(People.Store::language).orElse(Language.EN);
    return new Letter(
        "test-" + store + "-" + channel + "-" + now.toEpochMilli(),
        store,
        channel,
        "TEST",
        1,
        Words.trying(language, store),
        Words.tried(language, channel),
        now);
  }

  private static HttpProblem failed(String code, String cause) {
    return HttpProblem.builder()
        .withStatus(502)
        .withTitle("The channel was not told")
        .withDetail(cause)
        .with("code", code)
        .build();
  }
}
