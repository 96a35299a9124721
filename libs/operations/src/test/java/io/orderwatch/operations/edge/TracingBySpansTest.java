package io.orderwatch.operations.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.mailbox.edge.Tracing;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingBySpansTest {

  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String CAUSE = "00-" + TRACE + "-b7ad6b7169203331-01";
  static final String KEY = "1001:680462150-0010-1";

  final InMemorySpanExporter spans = InMemorySpanExporter.create();
  final Tracing tracing = tracing(Sampler.parentBased(Sampler.alwaysOn()));

  private Tracing tracing(Sampler sampler) {
    return new TracingBySpans(
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build());
  }

  private static ConsumerRecord<String, byte[]> record() {
    return new ConsumerRecord<>("ozon.postings.v1", 3, 42, KEY, new byte[0]);
  }

  record Secret(String text) {}

  private static Outlet.Planned<Secret> call() {
    return new Outlet.Planned<>("reminder", KEY, "chat-reminder", "1", new Secret("secret"), 2);
  }

  private SpanData only() {
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    return spans.getFinishedSpanItems().getFirst();
  }

  private static String text(SpanData span, String key) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
  }

  @Test
  void a_record_is_a_child_of_what_sent_it_and_says_whom_it_is_about() {
    var step = tracing.received(record(), KEY, CAUSE);
    step.outcome("committed");
    step.close();
    var span = only();
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(step.trace()).isEqualTo("00-" + TRACE + "-" + span.getSpanId() + "-01");
    assertThat(text(span, "orderwatch.store")).isEqualTo("1001");
    assertThat(text(span, "orderwatch.posting")).isEqualTo("680462150-0010-1");
    assertThat(tracing.current()).as("one of a batch is not what the thread does").isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-b7ad6b7169203331-00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-" + TRACE + "-b7ad6b7169203331-01\nce_id: 1",
        "nonsense",
        ""
      })
  void what_is_not_sampled_or_no_traceparent_makes_no_span(String cause) {
    assertThat(
            Stream.of(
                tracing.received(record(), KEY, cause),
                tracing.fired("passport/step", KEY, cause, false),
                tracing.fired("passport/step", KEY, cause, true),
                tracing.called(call(), cause)))
        .containsOnly(Tracing.NOTHING);
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void a_timer_of_later_begins_a_trace_linked_to_its_cause() {
    tracing.fired("passport/step", KEY, CAUSE, true).close();
    var span = only();
    assertThat(span.getTraceId()).isNotEqualTo(TRACE);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getLinks())
        .singleElement()
        .satisfies(link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(TRACE));
  }

  @Test
  void a_call_is_what_its_thread_does_and_doubt_is_an_error() {
    try (var step = tracing.called(call(), CAUSE)) {
      assertThat(tracing.current()).isEqualTo(step.trace()).startsWith("00-" + TRACE);
      step.outcome("doubtful");
    }
    assertThat(tracing.current()).isNull();
    assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusData.error().getStatusCode());
    assertThat(only().getAttributes().toString()).doesNotContain("secret");
  }

  @Test
  void asking_begins_a_trace_that_is_carried_only_if_it_is_sampled() {
    try (var step = tracing.asked("poll", "1001")) {
      assertThat(step.trace()).isEqualTo(tracing.current()).isNotNull();
    }
    try (var step = tracing(Sampler.alwaysOff()).asked("poll", "1001")) {
      assertThat(step.trace()).isNull();
      assertThat(tracing.current()).isNull();
    }
  }
}
