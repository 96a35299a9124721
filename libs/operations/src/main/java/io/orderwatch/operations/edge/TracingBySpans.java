package io.orderwatch.operations.edge;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.mailbox.edge.Tracing;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Steps as OpenTelemetry's spans. Only a sampled trace is carried on; store and posting number are
 * all that a span says of whom it is about.
 */
final class TracingBySpans implements Tracing {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
  private static final AttributeKey<String> STORE = AttributeKey.stringKey("orderwatch.store");
  private static final AttributeKey<String> POSTING = AttributeKey.stringKey("orderwatch.posting");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("orderwatch.outcome");
  private static final Set<String> FAULTS = Set.of("rolled-back", "doubtful");

  private final Tracer tracer;

  TracingBySpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.orderwatch.mailbox");
  }

  @Override
  public boolean on() {
    return true;
  }

  @Override
  public @Nullable String current() {
    return traceparent(Span.current().getSpanContext());
  }

  @Override
  public Step asked(String name, String store) {
    var span = tracer.spanBuilder(name).setAttribute(STORE, store).startSpan();
    return here(span);
  }

  @Override
  public Step received(ConsumerRecord<String, byte[]> record, String key, String cause) {
    return under(
        cause,
        builder("process " + record.topic(), key)
            .setSpanKind(SpanKind.CONSUMER)
            .setAttribute("messaging.system", "kafka")
            .setAttribute("messaging.operation.type", "process")
            .setAttribute("messaging.operation.name", "process")
            .setAttribute("messaging.destination.name", record.topic())
            .setAttribute("messaging.destination.partition.id", "" + record.partition())
            .setAttribute("messaging.kafka.offset", record.offset()));
  }

  @Override
  public Step fired(String timer, String key, String cause, boolean later) {
    var builder = builder("timer " + timer, key);
    if (!later) {
      return under(cause, builder);
    }
    var linked = context(cause);
    return followed(linked)
        ? new Spanned(builder.setNoParent().addLink(linked).startSpan(), Scope.noop())
        : NOTHING;
  }

  @Override
  public Step called(Outlet.Planned<?> call, String cause) {
    var step =
        under(
            cause,
            builder("call " + call.kind(), call.key())
                .setAttribute("orderwatch.attempt", call.attempt()));
    return step instanceof Spanned(var span, _) ? here(span) : step;
  }

  @SuppressWarnings("MustBeClosedChecker") // the step closes it
  private static Step here(Span span) {
    return new Spanned(span, span.makeCurrent());
  }

  private SpanBuilder builder(String name, String key) {
    var colon = key.indexOf(':');
    var builder = tracer.spanBuilder(name);
    return colon < 0
        ? builder.setAttribute(STORE, key)
        : builder
            .setAttribute(STORE, key.substring(0, colon))
            .setAttribute(POSTING, key.substring(colon + 1));
  }

  private static Step under(String cause, SpanBuilder builder) {
    var parent = context(cause);
    return followed(parent)
        ? new Spanned(
            builder.setParent(Context.root().with(Span.wrap(parent))).startSpan(), Scope.noop())
        : NOTHING;
  }

  /** Invalid for what is no traceparent: others write to our topics too. */
  private static SpanContext context(String traceparent) {
    var parts = TRACEPARENT.matcher(traceparent);
    return parts.matches()
        ? SpanContext.createFromRemoteParent(
            parts.group(1),
            parts.group(2),
            TraceFlags.fromHex(parts.group(3), 0),
            TraceState.getDefault())
        : SpanContext.getInvalid();
  }

  private static boolean followed(SpanContext context) {
    return context.isValid() && context.isSampled();
  }

  private static @Nullable String traceparent(SpanContext context) {
    return followed(context)
        ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-01"
        : null;
  }

  /**
   * @param here makes the span what this thread does; does nothing for one of a batch
   */
  private record Spanned(Span span, Scope here) implements Step {

    @Override
    public @Nullable String trace() {
      return traceparent(span.getSpanContext());
    }

    @Override
    public void outcome(String word) {
      span.setAttribute(OUTCOME, word);
      if (FAULTS.contains(word)) {
        span.setStatus(StatusCode.ERROR, word);
      }
    }

    @Override
    public void close() {
      here.close();
      span.end();
    }
  }
}
