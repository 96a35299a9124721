package io.orderwatch.notification.people.edge;

import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Whoever the service tells something: an SMTP server, a webhook, the robots' servers; and an Ozon
 * whose subscription allows no chat.
 */
public final class Receivers implements QuarkusTestResourceLifecycleManager {

  static final String STORE = "7007";

  /** Whose people are told of matters, and try their channels. */
  static final String OTHER = "7008";

  static final String SECRET = "a-secret";
  static final String SUPERIOR = "superior@example.org";
  static final String OWNER = "owner@example.org";

  /** What reached a server. */
  record Received(String path, Map<String, String> headers, String body) {}

  static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();
  static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      MAIL.start();
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/", Receivers::receive);
      http.start();
      server = http;
      var url = "http://127.0.0.1:" + http.getAddress().getPort();
      SmtpServer smtp = MAIL.getSmtp();
      return Map.of(
          "orderwatch.people.file",
          people(url).toString(),
          "orderwatch.ozon.url",
          url,
          "orderwatch.ozon.keys",
          STORE + "=a-key;" + OTHER + "=a-key",
          "orderwatch.ozon.send",
          "true",
          "quarkus.mailer.mock",
          "false",
          "quarkus.mailer.host",
          "127.0.0.1",
          "quarkus.mailer.port",
          "" + smtp.getPort(),
          "quarkus.mailer.start-tls",
          "DISABLED",
          "quarkus.mailer.from",
          "orderwatch@example.org");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path people(String url) throws IOException {
    return Files.writeString(
        Files.createTempFile("people", ".properties"),
        """
        channel.hook = webhook
        channel.hook.url = %1$s/hook
        channel.hook.secret = %2$s
        channel.dead = webhook
        channel.dead.url = http://127.0.0.1:%3$d/nobody
        channel.dead.secret = x
        channel.ding = dingtalk
        channel.ding.url = %1$s/ding?access_token=t
        channel.ding.secret = %2$s
        channel.fly = feishu
        channel.fly.url = %1$s/fly
        channel.fly.secret = %2$s
        channel.com = wecom
        channel.com.url = %1$s/com?key=k
        channel.bot = telegram
        channel.bot.url = %1$s
        channel.bot.to = -100
        channel.bot.secret = token
        channel.superior = mail
        channel.superior.to = %4$s
        channel.desk = webhook
        channel.desk.url = %1$s/desk
        channel.desk.secret = %2$s
        channel.owner = mail
        channel.owner.to = %5$s
        channel.broken = webhook
        channel.broken.url = %1$s/broken?key=%2$s
        channel.broken.secret = %2$s
        channel.denied = telegram
        channel.denied.url = %1$s/denied
        channel.denied.to = -100
        channel.denied.secret = %2$s
        channel.full = wecom
        channel.full.url = %1$s/full?key=%2$s
        channel.unread = wecom
        channel.unread.url = %1$s/ un read?key=%2$s
        store.7007.routes = dead, hook, ding, fly, com, bot; superior
        store.7007.language = ZH
        store.7007.zone = Asia/Shanghai
        store.7007.window = PT4S
        store.7007.patience = PT3S
        store.7007.digest = 00:00
        store.7008.routes = desk
        store.7008.language = RU
        store.7008.zone = Europe/Moscow
        store.7008.window = PT1S
        store.7008.digest = 00:00
        """
            .formatted(url, SECRET, unused(), SUPERIOR, OWNER));
  }

  private static int unused() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void receive(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var path = exchange.getRequestURI().toString();
    RECEIVED.add(new Received(path, headers, body));
    switch (path.replaceAll("\\?.*|/bot.*/", "")) {
      case "/broken" -> send(exchange, 503, "{}");
      case "/deniedsendMessage" -> send(exchange, 403, "{\"ok\": false}");
      case "/full" -> send(exchange, 200, "{\"errcode\": 45009, \"errmsg\": \"too often\"}");
      case "/v3/posting/fbs/get" ->
          send(
              exchange,
              200,
              """
              {"result": {"posting_number": "%s", "status": "awaiting_packaging",
                "substatus": "posting_awaiting_passport_data", "available_actions": ["can_create_chat"]}}"""
                  .formatted(body.replaceAll(".*\"posting_number\"\\s*:\\s*\"([^\"]+)\".*", "$1")));
      case "/v1/chat/start" ->
          send(
              exchange,
              403,
              "{\"code\": 7, \"message\": \"not available with existing subscription\", \"details\": []}");
      default -> send(exchange, 200, "{\"ok\": true, \"errcode\": 0, \"code\": 0}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static List<Received> at(String path) {
    return RECEIVED.stream().filter(each -> each.path().startsWith(path)).toList();
  }

  /** Whether a mail is for this address. */
  static boolean to(MimeMessage mail, String address) {
    try {
      return mail.getAllRecipients()[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    MAIL.stop();
  }
}
