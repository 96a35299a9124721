package io.orderwatch.simulator.edge;

import io.orderwatch.simulator.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call comes to.
 *
 * @param posting the posting it was about, if about one
 * @param effect whether it changed the world
 * @param changed the postings that it changed, if it was about several
 */
@SuppressWarnings("ArrayRecordComponent") // answers are never compared
record Answer(
    int http, byte[] body, @Nullable String posting, boolean effect, List<String> changed) {

  Answer(int http, byte[] body, @Nullable String posting, boolean effect) {
    this(http, body, posting, effect, List.of());
  }

  static Answer of(Object json) {
    return new Answer(200, Json.bytes(json), null, false);
  }

  /** 200 with no body, as some methods answer that have nothing to say. */
  static Answer silent() {
    return new Answer(200, new byte[0], null, false);
  }

  static Answer of(Refused refused) {
    if (refused.reason().isEmpty()) {
      return new Answer(refused.http(), new byte[0], null, false);
    }
    return envelope(refused.http(), refused.code(), refused.reason());
  }

  static Answer envelope(int http, int code, String message) {
    return new Answer(
        http,
        Json.bytes(Json.object("code", code, "message", message, "details", List.of())),
        null,
        false);
  }

  Answer about(@Nullable String number) {
    return new Answer(http, body, number, effect, changed);
  }

  Answer with(byte[] other) {
    return new Answer(http, other, posting, effect, changed);
  }

  Answer effective() {
    return effective(true);
  }

  Answer effective(boolean indeed) {
    return new Answer(http, body, posting, indeed, changed);
  }

  Answer changing(List<String> postings) {
    return new Answer(http, body, posting, !postings.isEmpty(), postings);
  }
}
