package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.trace.Span;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Send spans with the OpenTelemetry SDK for Java and its own exporter, set up with nothing but the endpoint. */
class SdkExporterTest {
    private static final Logger SDK = Logger.getLogger("io.opentelemetry");

    @RegisterExtension
    final TestServer server = TestServer.open();

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<SpanData> sent = Collections.synchronizedList(new ArrayList<>());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            complaints.add(logged.getLevel() + " " + logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        SDK.addHandler(listener);
    }

    @AfterEach
    void stop() {
        SDK.removeHandler(listener);
    }

    private String endpoint(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private SdkTracerProvider provider(SpanExporter exporter, String run) {
        return SdkTracerProvider.builder()
                .setResource(Resource.create(
                        Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "agent",
                                AttributeKey.stringKey("nulltickets.run_id"),
                                run),
                        "https://resource"))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(new Recording(exporter)).build())
                .build();
    }

    private static void work(SdkTracerProvider provider) {
        Tracer tracer = provider.tracerBuilder("scope")
                .setInstrumentationVersion("1.2")
                .setSchemaUrl("https://scope")
                .build();
        SpanContext elsewhere = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("a", "b").build());
        io.opentelemetry.api.trace.Span root = tracer.spanBuilder("invoke_agent")
                .setSpanKind(SpanKind.INTERNAL)
                .startSpan();
        io.opentelemetry.api.trace.Span call = tracer.spanBuilder("chat é😀")
                .setParent(Context.root().with(root))
                .setSpanKind(SpanKind.CLIENT)
                .addLink(elsewhere, Attributes.of(AttributeKey.booleanKey("linked"), true))
                .setAttribute("gen_ai.response.model", "m")
                .setAttribute("gen_ai.usage.input_tokens", 12L)
                .setAttribute("ratio", 0.5)
                .setAttribute(AttributeKey.longArrayKey("numbers"), List.of(1L, Long.MIN_VALUE))
                .startSpan();
        call.addEvent("event", Attributes.of(AttributeKey.stringKey("k"), "v"));
        call.setStatus(StatusCode.ERROR, "it broke");
        call.end();
        root.end();
    }

    @Test
    void whatTheSdkSendsComesBackAsItWas() {
        int round = 0;
        Scene scene = Scene.on(server);
        for (String compression : List.of("none", "gzip")) {
            for (String path : List.of("/v1/traces", "/otlp/v1/traces")) {
                Scene.Held held = scene.held();
                sent.clear();
                try (SdkTracerProvider provider = provider(
                        OtlpHttpSpanExporter.builder()
                                .setEndpoint(endpoint(path))
                                .setCompression(compression)
                                .build(),
                        held.run())) {
                    work(provider);
                    assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
                            .isTrue();
                }
                List<Span> kept = server.tracker()
                        .traces()
                        .ofRun(new RunId(held.run()), PageRequest.first(10))
                        .items();
                assertThat(kept).hasSize(2);
                assertThat(sent)
                        .hasSize(2)
                        .allSatisfy(data -> assertThat(kept).anySatisfy(span -> isEqual(span, data)));
                assertThat(server.client().get("/tasks/" + held.task()).number("telemetry_usage.input_tokens"))
                        .isEqualTo(12);
                round++;
            }
        }
        assertThat(round).isEqualTo(4);
        assertThat(complaints).isEmpty();
    }

    /** Return the number of a kind in OTLP. */
    private static int number(SpanKind kind) {
        return switch (kind) {
            case INTERNAL -> 1;
            case SERVER -> 2;
            case CLIENT -> 3;
            case PRODUCER -> 4;
            case CONSUMER -> 5;
        };
    }

    private static void isEqual(Span span, SpanData data) {
        assertThat(span.traceId()).isEqualTo(data.getTraceId());
        assertThat(span.spanId()).isEqualTo(data.getSpanId());
        assertThat(span.parentSpanId() == null ? "0000000000000000" : span.parentSpanId())
                .isEqualTo(data.getParentSpanId());
        assertThat(span.name()).isEqualTo(data.getName());
        assertThat(span.kind()).isEqualTo(number(data.getKind()));
        assertThat(span.startNanos()).isEqualTo(data.getStartEpochNanos());
        assertThat(span.endNanos()).isEqualTo(data.getEndEpochNanos());
        assertThat(span.status().message()).isEqualTo(data.getStatus().getDescription());
        assertThat(span.status().code()).isEqualTo(data.getStatus().getStatusCode() == StatusCode.ERROR ? 2 : 0);
        assertThat(span.scope().name()).isEqualTo("scope");
        assertThat(span.scope().version()).isEqualTo("1.2");
        assertThat(span.scope().schemaUrl()).isEqualTo("https://scope");
        assertThat(span.resource().schemaUrl()).isEqualTo("https://resource");
        assertThat(span.resource().attributes().value()).contains("\"service.name\"", "\"agent\"");
        data.getAttributes()
                .forEach((key, value) -> assertThat(span.attributes().value()).contains("\"" + key.getKey() + "\""));
        data.getEvents()
                .forEach(event -> assertThat(span.events().value())
                        .contains("\"" + event.getName() + "\"", Long.toString(event.getEpochNanos())));
        data.getLinks()
                .forEach(link -> assertThat(span.links().value())
                        .contains(link.getSpanContext().getSpanId(), "\"a=b\"", "\"linked\""));
        if (data.getKind() == SpanKind.CLIENT) {
            assertThat(span.attributes().value())
                    .contains("{\"intValue\":\"12\"}", "{\"doubleValue\":0.5}", Long.toString(Long.MIN_VALUE));
        }
    }

    /** Remember what is handed to an exporter. */
    private final class Recording implements SpanExporter {
        private final SpanExporter exporter;

        Recording(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            sent.addAll(spans);
            return exporter.export(spans);
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
