package io.orderwatch.journey.passport;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** Takes the spans that services send by OTLP over HTTP, and keeps them. */
final class Collector implements AutoCloseable {

  /** A span, and whose it is. */
  record Kept(String service, Span span) {

    String name() {
      return span.getName();
    }

    String trace() {
      return hex(span.getTraceId().toByteArray());
    }

    boolean root() {
      return span.getParentSpanId().isEmpty();
    }

    String attribute(String key) {
      return Collector.attribute(span.getAttributesList(), key);
    }

    /** The traces it is linked to. */
    List<String> links() {
      return span.getLinksList().stream()
          .map(link -> hex(link.getTraceId().toByteArray()))
          .toList();
    }
  }

  private final HttpServer server;
  private final Map<ByteString, Kept> kept = new ConcurrentHashMap<>();
  private final Queue<String> raw = new ConcurrentLinkedQueue<>();

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var bytes = body(exchange).readAllBytes();
      var request = ExportTraceServiceRequest.parseFrom(bytes);
      raw.add(new String(bytes, StandardCharsets.UTF_8));
      for (var resource : request.getResourceSpansList()) {
        var service = attribute(resource.getResource().getAttributesList(), "service.name");
        resource.getScopeSpansList().stream()
            .flatMap(scope -> scope.getSpansList().stream())
            .forEach(span -> kept.put(span.getSpanId(), new Kept(service, span)));
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    var bytes = new ByteArrayInputStream(exchange.getRequestBody().readAllBytes());
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(bytes)
        : bytes;
  }

  List<Kept> spans() {
    return List.copyOf(kept.values());
  }

  /** The span and what it comes from, up to the root of its trace or to where one is missing. */
  List<Kept> way(Kept span) {
    var way = new ArrayList<Kept>();
    for (var each = Optional.of(span); each.isPresent(); each = parent(each.get())) {
      way.add(each.get());
    }
    return way;
  }

  private Optional<Kept> parent(Kept child) {
    return Optional.ofNullable(kept.get(child.span().getParentSpanId()))
        .filter(each -> each.trace().equals(child.trace()));
  }

  /** Which of the texts stand anywhere in what was sent. */
  List<String> seenOf(List<String> texts) {
    return texts.stream()
        .filter(text -> raw.stream().anyMatch(sent -> sent.contains(text)))
        .toList();
  }

  private static String attribute(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(each -> each.getKey().equals(key))
        .map(each -> each.getValue().getStringValue())
        .findAny()
        .orElse("");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
