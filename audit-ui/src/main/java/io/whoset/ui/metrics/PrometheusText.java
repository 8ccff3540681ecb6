package io.whoset.ui.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Metrics in the Prometheus text format.
 *
 * <p>Safe for many threads.
 *
 * <p><b>Source</b> Prometheus exposition formats, text-based format 0.0.4.
 */
final class PrometheusText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private PrometheusText() {}

    static String of(List<Metric> metrics) {
        StringBuilder out = new StringBuilder();
        for (Metric metric : metrics) {
            out.append("# HELP ")
                    .append(metric.name())
                    .append(' ')
                    .append(escapeHelp(metric.help()))
                    .append('\n');
            out.append("# TYPE ").append(metric.name()).append(' ');
            out.append(metric.type().name().toLowerCase(Locale.ROOT)).append('\n');
            for (Metric.Sample sample : metric.samples()) {
                out.append(metric.name()).append(labels(sample.labels())).append(' ');
                out.append(number(sample.value())).append('\n');
            }
        }
        return out.toString();
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("{");
        new TreeMap<>(labels).forEach((name, value) -> {
            out.append(out.length() == 1 ? "" : ",").append(name);
            out.append("=\"").append(escapeHelp(value).replace("\"", "\\\"")).append('"');
        });
        return out.append('}').toString();
    }

    private static String escapeHelp(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        long whole = (long) value;
        return value == whole ? Long.toString(whole) : Double.toString(value);
    }
}
