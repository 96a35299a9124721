package io.orderwatch.notification.people.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.notification.people.Letter;
import io.orderwatch.notification.people.People.Channel;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to each kind of channel in its own way. Nothing of an answer's body is kept or logged.
 *
 * <p>Written after what their makers publish, tried on none of their servers. Robots: DingTalk
 * (open.dingtalk.com, custom robots, 2026), Feishu (open.feishu.cn, custom bots, 2026), WeCom
 * (developer.work.weixin.qq.com, group robots, 2026) answer 200 with a code, which is 0 for yes;
 * Telegram (core.telegram.org/bots/api, 2026) answers with a status.
 */
@Singleton
class Channels {

  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final Duration LATER = Duration.ofSeconds(30);

  /** A robot that says no may have been told too much at once: it is asked so often. */
  private static final int TRIES = 3;

  private static final String TELEGRAM = "https://api.telegram.org";

  /** Limits of the robots: the smallest is Telegram's 4096 characters, and WeCom's 2048 bytes. */
  private static final int WECOM_BYTES = 2048;

  private static final int MOST = 4000;

  private static final Pattern CODE =
      Pattern.compile("\"(?:errcode|code|StatusCode)\"\\s*:\\s*(-?\\d{1,9})");

  /** What a webhook is given. */
  record Told(
      String id, int level, String kind, String store, String title, String text, String at) {}

  record DingTalk(@JsonProperty("msgtype") String kind, Map<String, String> text) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Feishu(
      @Nullable String timestamp,
      @Nullable String sign,
      @JsonProperty("msg_type") String kind,
      Map<String, String> content) {}

  record Telegram(@JsonProperty("chat_id") String chat, String text) {}

  private final ReactiveMailer mailer;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(4))
          .build();

  Channels(ReactiveMailer mailer) {
    this.mailer = mailer;
  }

  /**
   * Made once, and once more if nobody answered: a webhook gets the same id again, so that it can
   * tell.
   */
  Answer tell(Channel channel, Letter letter) throws InterruptedException {
    var seconds = Long.toString(Clock.systemUTC().instant().getEpochSecond());
    var said = cut(letter.title() + "\n\n" + letter.text());
    return switch (channel.means()) {
      case MAIL -> mail(channel, letter);
      case WEBHOOK -> webhook(channel, letter, seconds);
      case TELEGRAM ->
          post(
              (channel.url().isEmpty() ? TELEGRAM : channel.url())
                  + "/bot"
                  + channel.secret()
                  + "/sendMessage",
              new Telegram(channel.to(), said));
      case DINGTALK ->
          post(Signing.dingTalk(channel), new DingTalk("text", Map.of("content", said)));
      case WECOM ->
          post(channel.url(), new DingTalk("text", Map.of("content", cut(said, WECOM_BYTES))));
      case FEISHU ->
          post(
              channel.url(),
              channel.secret().isEmpty()
                  ? new Feishu(null, null, "text", Map.of("text", said))
                  : new Feishu(
                      seconds,
                      Signing.feishu(channel.secret(), seconds),
                      "text",
                      Map.of("text", said)));
    };
  }

  private Answer mail(Channel channel, Letter letter) {
    var mail =
        Mail.withText(channel.to(), letter.title(), letter.text())
            .addHeader("X-Orderwatch-Id", letter.id() + "/" + letter.level());
    try {
      mailer.send(mail).await().atMost(LONGEST);
      return new Answer.Done(Map.of());
    } catch (TimeoutException e) {
      return new Answer.Doubtful("the mail server did not answer in time");
    } catch (RuntimeException e) {
      return new Answer.NotYet(LATER, "the mail server did not take it");
    }
  }

  private Answer webhook(Channel channel, Letter letter, String seconds)
      throws InterruptedException {
    var body =
        Wire.write(
            new Told(
                letter.id(),
                letter.level(),
                letter.kind(),
                letter.store(),
                letter.title(),
                letter.text(),
                letter.at().toString()));
    return post(
        HttpRequest.newBuilder(URI.create(channel.url()))
            .header("X-Orderwatch-Id", letter.id() + "/" + letter.level())
            .header("X-Orderwatch-Timestamp", seconds)
            .header(
                "X-Orderwatch-Signature",
                "sha256=" + Signing.webhook(channel.secret(), seconds, body)),
        body,
        false);
  }

  private Answer post(String url, Record body) throws InterruptedException {
    return post(HttpRequest.newBuilder(URI.create(url)), Wire.write(body), true);
  }

  private Answer post(HttpRequest.Builder request, byte[] body, boolean robot)
      throws InterruptedException {
    var built =
        request
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return answer(http.send(built, BodyHandlers.ofString()), robot);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new Answer.NotYet(LATER, "cannot be reached");
    } catch (IOException e) {
      return new Answer.Doubtful("did not answer");
    }
  }

  private static Answer answer(HttpResponse<String> response, boolean robot) {
    var status = response.statusCode();
    if (status == 429 || status >= 500) {
      return new Answer.NotYet(LATER, "status " + status);
    }
    if (status >= 300) {
      return new Answer.Refused("status " + status);
    }
    var code = robot ? CODE.matcher(response.body()) : null;
    return code != null && code.find() && !code.group(1).equals("0")
        ? new Answer.RefusedForNow("code " + code.group(1), LATER, TRIES, Duration.ZERO, false)
        : new Answer.Done(Map.of());
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }

  private static String cut(String text, int bytes) {
    var shorter = text;
    while (shorter.getBytes(StandardCharsets.UTF_8).length > bytes) {
      shorter = shorter.substring(0, shorter.length() - Math.max(1, shorter.length() / 20));
    }
    return shorter;
  }
}
