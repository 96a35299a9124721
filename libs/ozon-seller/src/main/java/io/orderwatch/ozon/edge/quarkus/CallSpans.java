package io.orderwatch.ozon.edge.quarkus;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.orderwatch.ozon.edge.CallListener;
import java.time.Duration;
import java.time.Instant;

/**
 * Each call to Ozon is a span under whatever its thread is doing. Ozon is sent no trace: it is not
 * ours. The paths of its methods hold nothing of anybody; all that is asked is in the body.
 */
record CallSpans(Tracer tracer) implements CallListener {

  CallSpans(OpenTelemetry telemetry) {
    this(telemetry.getTracer("io.orderwatch.ozon"));
  }

  @Override
  public void ended(String method, String code, Duration took) {
    var end = Instant.now();
    var span =
        tracer
            .spanBuilder("POST " + method)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(end.minus(took))
            .setAttribute("http.request.method", "POST")
            .setAttribute("url.path", method)
            .startSpan();
    if (code.matches("[0-9]+")) {
      span.setAttribute("http.response.status_code", Long.parseLong(code));
    }
    if (!code.startsWith("2")) {
      span.setAttribute("error.type", code);
      span.setStatus(StatusCode.ERROR, code);
    }
    span.end(end);
  }
}
