package io.orderwatch.compliance.board.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.board.Act;
import io.orderwatch.compliance.board.Around.Chat;
import io.orderwatch.compliance.board.Around.End;
import io.orderwatch.compliance.board.Around.Message;
import io.orderwatch.compliance.board.Around.Part;
import io.orderwatch.compliance.board.Around.Task;
import io.orderwatch.compliance.board.Around.Tasks;
import io.orderwatch.compliance.board.Outcome;
import io.orderwatch.compliance.board.edge.Neighbour.Answer.Said;
import io.orderwatch.compliance.board.edge.Neighbour.Answer.Silent;
import io.orderwatch.contracts.PostingRef;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks notification-service what buyers write and what only a person can send, and tells it what a
 * person did. Texts of the chat are shown and never kept.
 */
@Singleton
class AskingNotification {

  private final Neighbour notification;

  @Inject
  AskingNotification(BoardSettings settings) {
    this(settings.notificationUrl(), settings.timeout());
  }

  AskingNotification(Optional<URI> base, Duration timeout) {
    this.notification = new Neighbour(base, timeout);
  }

  boolean reachable() {
    return notification.reachable();
  }

  /** The order's chat as Ozon shows it now. */
  Supplier<Part<Chat>> chat(PostingRef ref, Map<String, String> headers) {
    if (!reachable()) {
      return () -> Part.missing(End.NOT_ASKED);
    }
    var answer =
        notification.get(
            "/api/postings/%s/%s/messages".formatted(ref.store(), ref.posting()), headers);
    return () -> Parts.read(answer.join(), AskingNotification::chat);
  }

  private static Chat chat(JsonNode said) {
    return new Chat(
        Parts.each(said.path("messages")).map(AskingNotification::message).toList(),
        said.path("more").asBoolean());
  }

  private static Message message(JsonNode said) {
    return new Message(
        Parts.time(said, "at"),
        Parts.text(said, "from"),
        Parts.text(said, "text"),
        said.path("masked").asBoolean(),
        read(said));
  }

  private static @Nullable Boolean read(JsonNode said) {
    return said.hasNonNull("read") ? said.path("read").asBoolean() : null;
  }

  /** What only a person can send, or could. */
  Supplier<Part<Tasks>> tasks(PostingRef ref, Map<String, String> headers) {
    if (!reachable()) {
      return () -> Part.missing(End.NOT_ASKED);
    }
    var answer =
        notification.get(
            "/api/tasks?store=%s&posting=%s".formatted(ref.store(), ref.posting()), headers);
    return () -> Parts.read(answer.join(), said -> tasks(said, ref));
  }

  /** Only those of this posting, also where the filter is not known yet. */
  private static Tasks tasks(JsonNode said, PostingRef ref) {
    return new Tasks(
        Parts.each(said.path("tasks"))
            .filter(each -> Parts.text(each, "posting").equals(ref.posting().value()))
            .map(AskingNotification::task)
            .toList());
  }

  private static Task task(JsonNode said) {
    return new Task(
        Parts.text(said, "id"),
        Parts.text(said, "kind"),
        Parts.text(said, "situation"),
        Parts.text(said, "state"),
        Parts.text(said, "why"),
        Parts.time(said, "due"),
        Parts.text(said, "text"),
        Parts.languages(said, "texts", JsonNode::asText),
        Parts.languages(said, "where", JsonNode::asText));
  }

  /**
   * Tells that a person has sent the text of a task, or leaves it.
   *
   * @param task its id; refused if it is no task of this posting
   * @param reason why it is left; not asked for if it was sent
   */
  Outcome end(
      PostingRef ref,
      Act act,
      String task,
      String reason,
      String person,
      Map<String, String> headers) {
    var known = tasks(ref, headers).get();
    var tasks = known.what();
    if (tasks == null) {
      return known.end() == End.FORBIDDEN
          ? Outcome.of(ref.key(), act, Outcome.End.FORBIDDEN)
          : Outcome.unknown(ref.key(), act);
    }
    if (tasks.all().stream().noneMatch(each -> each.id().equals(task))) {
      return Outcome.refused(ref.key(), act, "task-unknown");
    }
    var body = new JsonObject().put("requestedBy", person);
    if (act == Act.TASK_SKIP) {
      body.put("reason", reason);
    }
    var path =
        "/api/tasks/%s/%s?store=%s"
            .formatted(task, act == Act.TASK_SKIP ? "skip" : "sent", ref.store());
    return switch (notification.post(path, body, headers).join()) {
      case Said(var status, var said) -> ended(ref, act, status, said);
      case Silent _ -> Outcome.unknown(ref.key(), act);
    };
  }

  private static Outcome ended(PostingRef ref, Act act, int status, String said) {
    if (status == 200) {
      return Outcome.of(ref.key(), act, Outcome.End.DONE);
    }
    if (status == 403) {
      return Outcome.of(ref.key(), act, Outcome.End.FORBIDDEN);
    }
    if (status >= 500) {
      return Outcome.unknown(ref.key(), act);
    }
    var code = Parts.code(said);
    return Outcome.refused(ref.key(), act, code.isEmpty() ? Integer.toString(status) : code);
  }
}
