package io.whoset.ui.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.ui.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The page, its files and its libraries. A browser asks each time whether its copy is still good, so an update is seen at once.
 *
 * <p>Safe for many threads.
 */
public final class PageService implements HttpService {
    private static final String OWN = "/page/";
    private static final String VENDOR = "/vendor/";

    private final PageFiles files;

    /** Serves these files. */
    public PageService(PageFiles files) {
        this.files = files;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        String path = ctx.path();
        String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
        return HttpResponse.of(() -> reply(path, known), ctx.blockingTaskExecutor());
    }

    private HttpResponse reply(String path, String known) {
        byte[] bytes = find(path).orElseThrow(() -> new ApiError(404, "no-such-file", "the page has no such file"));
        String tag = tag(bytes);
        ResponseHeaders headers = ResponseHeaders.builder(known.equals(tag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .set(HttpHeaderNames.CONTENT_TYPE, type(path))
                .set(HttpHeaderNames.CACHE_CONTROL, "no-cache")
                .set(HttpHeaderNames.ETAG, tag)
                .build();
        return known.equals(tag) ? HttpResponse.of(headers) : HttpResponse.of(headers, HttpData.wrap(bytes));
    }

    private Optional<byte[]> find(String path) {
        if (path.equals("/")) {
            return Optional.of(files.index().getBytes(StandardCharsets.UTF_8));
        }
        if (path.startsWith(OWN)) {
            return files.file(path.substring(OWN.length()));
        }
        if (path.startsWith(VENDOR)) {
            return Vendor.file(path.substring(VENDOR.length()));
        }
        return files.file(path.equals("/favicon.ico") ? "mark.svg" : path.substring(1));
    }

    private static String type(String path) {
        if (path.endsWith(".js")) {
            return "text/javascript; charset=utf-8";
        }
        if (path.endsWith(".css")) {
            return "text/css; charset=utf-8";
        }
        return path.equals("/") ? "text/html; charset=utf-8" : "image/svg+xml";
    }

    private static String tag(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return "\"" + Long.toHexString(crc.getValue()) + "-" + bytes.length + "\"";
    }
}
