package io.orderwatch.ozon.edge.quarkus;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.edge.Following;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * Each call to Ozon is a span under whatever its thread is doing. Ozon is sent no trace: it is not
 * ours. The paths of its methods hold nothing of anybody; all that is asked is in the body.
 */
@Singleton
final class CallSpans implements Following {

  private final Tracer tracer;

  CallSpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.orderwatch.ozon");
  }

  @Override
  public Call begin(StoreId store, URI uri) {
    var span =
        tracer
            .spanBuilder("POST " + uri.getPath())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", "POST")
            .setAttribute("server.address", uri.getHost())
            .setAttribute("url.full", uri.toString())
            .setAttribute("orderwatch.store", store.value())
            .startSpan();
    return new Spanned(span);
  }

  private record Spanned(Span span) implements Call {

    @Override
    public void answered(int status) {
      span.setAttribute("http.response.status_code", status);
      if (status >= 400) {
        span.setAttribute("error.type", "" + status);
        span.setStatus(StatusCode.ERROR);
      }
    }

    @Override
    public void failed(String why) {
      span.setAttribute("error.type", why);
      span.setStatus(StatusCode.ERROR);
    }

    @Override
    public void close() {
      span.end();
    }
  }
}
