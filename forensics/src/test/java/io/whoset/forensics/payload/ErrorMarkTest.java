package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an error, and the longer list of what is none, for JSON, text and web pages. */
class ErrorMarkTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status": 401, "count": null}                          | "status": 401
            {"count": null, "Status":503}                           | "Status": 503
            {"statusCode":500}                                      | "statusCode": 500
            {"http_status":404}                                     | "http_status": 404
            {"status":400}                                          | "status": 400
            {"status":599}                                          | "status": 599
            {"code":404,"message":"not found"}                      | "code": 404
            {"message":"not found","code":404}                      | "code": 404
            {"response":{"status":502}}                             | "status": 502
            {"error":"no such user"}                                | "error"
            {"error":true}                                          | "error"
            {"errors":["too late"]}                                 | "errors"
            {"exception":{"class":"Timeout"}}                       | "exception"
            {"error":{"code":7,"message":"x"}}                      | "error"
            {"error":500}                                           | "error": 500
            {"error":"x","status":401}                              | "status": 401
            502 Bad Gateway                                         | 502 bad gateway
            HTTP/1.1 503 Service Unavailable                        | 503 service unavailable
            <html><head><title>502 Bad Gateway</title></head>       | 502 bad gateway
            <html><title>Error 404 Not Found</title>                | 404 not found
            PHP Fatal error:  Uncaught Error in x.php               | php fatal error:
            panic: runtime error: index out of range                | panic: runtime error:
            """)
    void mark_error_isQuoted(String payload, String mark) {
        assertThat(Sniff.of(payload).content().errorMark()).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":200}",
                "{\"status\":399}",
                "{\"status\":600}",
                "{\"status\":\"401\"}",
                "{\"status\":4010}",
                "{\"status\":401.5}",
                "{\"status\":-401}",
                "{\"status\":4e2}",
                "{\"status\":[401,402]}",
                "{\"stat\":401}",
                "{\"price\":404}",
                "{\"code\":504,\"country\":\"Morocco\"}",
                "{\"order\":{\"code\":500,\"message\":\"x\"}}",
                "{\"order\":{\"status\":404}}",
                "[{\"url\":\"/a\",\"status\":404}]",
                "{\"links\":[{\"url\":\"/a\",\"status\":404}]}",
                "{\"data\":[{\"status\":404}]}",
                "{\"a\":{\"b\":{\"status\":500,\"error\":\"x\"}}}",
                "{\"error\":null}",
                "{\"error\":false}",
                "{\"error\":\"\"}",
                "{\"error\":\"none\"}",
                "{\"error\":\"OK\"}",
                "{\"error\":0}",
                "{\"errors\":3}",
                "{\"errors\":[]}",
                "{\"errors\":{}}",
                "{\"errors\":[],\"title\":\"x\"}",
                "{\"error\":{\"message\":\"\"},\"title\":\"x\"}",
                "[{\"a\":1,\"error\":\"\"},{\"b\":\"x\"}]",
                "[\"error\",\"status\",401]",
                "{\"text\":\"it said \\\"status\\\": 401 and error\"}",
                "{\"message\":\"error: 500 internal server error\"}",
                "{\"title\":\"error\",\"x\":\"status\"}",
                "{\"error_rate\":\"high\",\"status_page\":500}",
                "errors happen",
                "the server said 502 Bad Gateway yesterday",
                "502 Bad Gatewayish",
                "404",
                "500 miles",
                "Exception handling in Java",
                "java.lang.String",
                "java.lang.IllegalStateException",
                "Traceback of a package",
                "<html><title>How to fix 502 Bad Gateway</title>",
                "<html><title>404 ways to cook rice</title>",
                "<p>500 Internal Server Error is a status</p>"
            })
    void mark_honestContent_isNone(String payload) {
        assertThat(Sniff.of(payload).content().errorMark()).isNull();
    }

    @Test
    void mark_stackTraces_areTheirFirstLine() {
        assertThat(mark("Traceback (most recent call last):\n  File \"x.py\", line 1, in <module>\n"))
                .isEqualTo("traceback (most recent call last):");
        assertThat(
                        mark(
                                "java.lang.IllegalStateException: pool closed\n\tat com.example.Pool.get(Pool.java:17)\n\tat x"))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(
                        mark(
                                "java.lang.NullPointerException\n\tat com.example.Pool.get(Pool.java:17) and so on, more than that"))
                .isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void mark_pagesOfProxies_areTheirTitles() {
        assertThat(mark("<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>"))
                .isEqualTo("504 gateway time-out");
        assertThat(
                        mark(
                                "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>503 Service Unavailable</title>"))
                .isEqualTo("503 service unavailable");
    }

    @Test
    void mark_afterAPayloadWithOne_isForgotten() {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.offer(ByteBuffer.wrap(Cuts.bytes("{\"response\":{\"status\":401},\"error\":{\"a\":")));
        sniffer.reset();
        sniffer.offer(ByteBuffer.wrap(Cuts.bytes("{\"a\":[\"b\"],\"message\":\"x\"}")));
        assertThat(sniffer.end().content().errorMark()).isNull();
    }

    private static @Nullable String mark(String payload) {
        return Sniff.of(payload).content().errorMark();
    }
}
