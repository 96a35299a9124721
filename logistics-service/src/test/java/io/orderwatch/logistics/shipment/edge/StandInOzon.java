package io.orderwatch.logistics.shipment.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One posting behind a real HTTP server: it can be read and changed, and keeps a ledger. */
public final class StandInOzon implements AutoCloseable {

  public static final String GET = "/v3/posting/fbs/get";
  public static final String REASONS = "/v1/posting/fbs/cancel-reason";
  public static final String TRACKING = "/v2/fbs/posting/tracking-number/set";
  public static final String CHANGES = "/v1/posting/fbs/timeslot/change-restrictions";
  public static final String WINDOW = "/v1/posting/fbs/timeslot/set";
  public static final String CUTOFF = "/v1/posting/cutoff/set";
  public static final String CANCEL = "/v2/posting/fbs/cancel";
  public static final String DISPUTE = "/v2/posting/fbs/arbitration";
  public static final String RESUME = "/v2/posting/fbs/awaiting-delivery";
  public static final String REQUESTS = "/v2/conditional-cancellation/list";
  public static final String APPROVE = "/v2/conditional-cancellation/approve";
  public static final String REJECT = "/v2/conditional-cancellation/reject";
  public static final String RETURN = "/v2/returns/rfbs/get";
  public static final String ACT = "/v1/returns/rfbs/action/set";

  /** What goes wrong with the next call of a path. */
  public enum Fault {
    BREAKS_BEFORE,
    BREAKS_AFTER,
    THROTTLED,
    CIRCLE_OPEN,
    POSTING_NOT_FOUND,
    POSTING_ALREADY_CANCELLED,
    HAS_INCORRECT_CANCEL_REASON,
    HAS_INCORRECT_STATUS,
    METHOD_IS_NOT_ALLOWED
  }

  private record Planned(String path, Fault fault) {}

  /** The reasons of the cancellations that took effect. */
  public final List<Long> ledger = new CopyOnWriteArrayList<>();

  /** The tracking numbers that were set, one for each call that took effect. */
  public final List<String> tracked = new CopyOnWriteArrayList<>();

  /** The ends of the delivery times that were set, one for each call that took effect. */
  public final List<String> moved = new CopyOnWriteArrayList<>();

  /** The shipping dates that were set, one for each call that took effect. */
  public final List<String> cutoffs = new CopyOnWriteArrayList<>();

  /** Disputes opened and ended, requests answered and actions on the return that took effect. */
  public final List<String> answered = new CopyOnWriteArrayList<>();

  /** Ozon's word for the state of the one request to cancel, 7. */
  public volatile String request = "ON_APPROVAL";

  /** The actions that Ozon offers for the one return, 8. */
  public volatile List<Integer> returnActions = List.of(-1, 1000, 1020);

  public volatile String returnState = "OnSellerApproval";

  /** The paths that were asked. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  public volatile String status = "awaiting_packaging";
  public volatile String substatus = "posting_created";
  public volatile String integration = "non_integrated";

  /** Null leaves the field out. */
  public volatile @Nullable List<String> actions = List.of("cancel", "ship");

  public volatile List<Long> reasons = List.of(352L, 402L);
  public volatile String trackingNumber = "";

  /** How many more readings show the posting without what was changed. */
  public final AtomicInteger late = new AtomicInteger();

  public volatile String cutoff = "2026-11-26T09:00:00Z";

  /** The delivery that the buyer is promised. */
  public volatile String from = "2026-12-01T07:00:00Z";

  public volatile String to = "2026-12-01T15:00:00Z";
  public final AtomicInteger changesLeft = new AtomicInteger(2);
  public volatile String cancelledBy = "";
  public volatile long reasonId;
  private final Queue<Planned> faults = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  public StandInOzon() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String base() {
    var address = server.getAddress();
    return "http://" + address.getHostString() + ":" + address.getPort();
  }

  public OzonSeller seller() {
    return new OzonSeller(
        URI.create(base()),
        Samples.REF.store(),
        "key",
        Turnstile.of(1000, 1000),
        Duration.ofSeconds(5));
  }

  public void fails(String path, Fault fault) {
    faults.add(new Planned(path, fault));
  }

  public void cancelled(String by, long reason) {
    status = "cancelled";
    substatus = "posting_canceled";
    actions = List.of();
    cancelledBy = by;
    reasonId = reason;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(path);
    var planned = faults.peek();
    if (planned == null || !planned.path().equals(path)) {
      answer(exchange, path, body);
      return;
    }
    faults.remove();
    switch (planned.fault()) {
      case BREAKS_BEFORE -> exchange.close();
      case BREAKS_AFTER -> {
        apply(path, body);
        exchange.close();
      }
      case THROTTLED -> {
        exchange.getResponseHeaders().set("Retry-After", "0");
        send(exchange, 429, "{\"code\":8,\"message\":\"You have reached request rate limit\"}");
      }
      case CIRCLE_OPEN -> send(exchange, 503, "Circle is open");
      default -> send(exchange, 400, error(planned.fault().name()));
    }
  }

  private void answer(HttpExchange exchange, String path, String body) throws IOException {
    switch (path) {
      case GET -> send(exchange, 200, "{\"result\":" + posting() + "}");
      case REASONS -> send(exchange, 200, reasons());
      case CANCEL -> {
        if (status.equals("cancelled")) {
          send(exchange, 409, error("POSTING_ALREADY_CANCELLED"));
        } else {
          apply(path, body);
          send(exchange, 200, "{\"result\":true}");
        }
      }
      case CHANGES ->
          send(
              exchange,
              200,
              """
              {"delivery_interval":{"begin":"2026-11-24T00:00:00Z","end":"2026-12-31T00:00:00Z"},
               "remaining_changes_count":%d}"""
                  .formatted(changesLeft.get()));
      case WINDOW, CUTOFF -> {
        apply(path, body);
        send(exchange, 200, "{\"result\":true}");
      }
      case DISPUTE, RESUME -> {
        apply(path, body);
        send(exchange, 200, "{\"result\":true}");
      }
      case REQUESTS -> send(exchange, 200, requests());
      case RETURN -> send(exchange, 200, returned());
      case APPROVE, REJECT -> {
        if (request.equals("ON_APPROVAL")) {
          apply(path, body);
          send(exchange, 200, "");
        } else {
          send(exchange, 409, error("HAS_INCORRECT_STATUS"));
        }
      }
      case ACT -> {
        apply(path, body);
        send(exchange, 200, "");
      }
      case TRACKING -> {
        apply(path, body);
        send(
            exchange,
            200,
            "{\"result\":[{\"posting_number\":\"%s\",\"result\":true,\"error\":[]}]}"
                .formatted(Samples.REF.posting()));
      }
      default -> send(exchange, 404, error("no such method"));
    }
  }

  private void apply(String path, String body) {
    switch (path) {
      case TRACKING -> {
        trackingNumber = text(body, "tracking_number");
        tracked.add(trackingNumber);
      }
      case WINDOW -> {
        from = text(body, "from");
        to = text(body, "to");
        changesLeft.decrementAndGet();
        moved.add(to);
      }
      case DISPUTE -> {
        status = "arbitration";
        substatus = "posting_in_arbitration";
        actions = List.of("awaiting_delivery");
        answered.add("disputed");
      }
      case RESUME -> {
        status = "awaiting_deliver";
        substatus = "posting_in_carriage";
        answered.add("resumed");
      }
      case APPROVE -> {
        request = "APPROVED";
        answered.add("approved");
      }
      case REJECT -> {
        request = "REJECTED";
        answered.add("rejected: " + text(body, "comment"));
      }
      case ACT -> {
        returnActions = List.of();
        returnState = body.contains("\"id\":-1,") ? "Rejected" : "Approved";
        answered.add(body);
      }
      case CUTOFF -> {
        cutoff = text(body, "new_cutoff_date");
        cutoffs.add(cutoff);
      }
      default -> cancel(body);
    }
  }

  private static String text(String body, String field) {
    var found = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(body);
    if (!found.find()) {
      throw new AssertionError("no " + field);
    }
    return found.group(1);
  }

  private void cancel(String body) {
    var reason = Pattern.compile("\"cancel_reason_id\":(\\d+)").matcher(body);
    if (!reason.find()) {
      throw new AssertionError("a cancellation without a reason");
    }
    ledger.add(Long.parseLong(reason.group(1)));
    cancelled("seller", Long.parseLong(reason.group(1)));
  }

  private String offered() {
    var offered = actions;
    return offered == null
        ? ""
        : offered.stream()
            .map(action -> '"' + action + '"')
            .collect(Collectors.joining(",", "\"available_actions\":[", "],"));
  }

  private String posting() {
    return """
        {"posting_number":"%s","order_number":"0132112277-0102","status":"%s","substatus":"%s",
         "tpl_integration_type":"%s","tracking_number":"%s",%s"products":[],"shipment_date":"%s",
         "analytics_data":{"delivery_date_begin":"%s","delivery_date_end":"%s"},
         "cancellation":{"cancel_reason_id":%d,"cancellation_type":"%s"}}"""
        .formatted(
            Samples.REF.posting(),
            status,
            substatus,
            integration,
            late.getAndDecrement() > 0 ? "" : trackingNumber,
            offered(),
            cutoff,
            from,
            to,
            reasonId,
            cancelledBy);
  }

  private String requests() {
    return """
        {"result":[{"cancellation_id":7,"posting_number":"%s","state":{"id":1,"name":"","state":"%s"},
          "cancellation_initiator":"CLIENT","cancellation_reason_message":"Иван Петров, +79991234567"}],"last_id":7}"""
        .formatted(Samples.REF.posting(), request);
  }

  private String returned() {
    return """
        {"returns":{"posting_number":"%s","state":{"state":"%s"},"available_actions":[%s],
          "client_name":"Иван Петров"}}"""
        .formatted(
            Samples.REF.posting(),
            returnState,
            returnActions.stream()
                .map("{\"id\":%d,\"name\":\"\"}"::formatted)
                .collect(Collectors.joining(",")));
  }

  private String reasons() {
    return "{\"result\":[{\"posting_number\":\"%s\",\"reasons\":[%s]}]}"
        .formatted(
            Samples.REF.posting(),
            reasons.stream()
                .map("{\"id\":%d,\"title\":\"\",\"type_id\":\"seller\"}"::formatted)
                .collect(Collectors.joining(",")));
  }

  private static String error(String message) {
    return "{\"code\":9,\"message\":\"" + message + "\"}";
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
