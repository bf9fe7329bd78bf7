package io.broadcasthub.transport.admin;

import io.broadcasthub.diagnostics.Content;
import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.MediaTypes;
import io.broadcasthub.transport.Response;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a diagnostic page is written: for programs, for a browser, for a terminal. */
enum PageForm {
    JSON(MediaTypes.JSON, MediaTypes.JSON),
    HTML("text/html", "text/html; charset=utf-8"),
    TEXT(MediaTypes.TEXT, MediaTypes.TEXT + "; charset=utf-8");

    private static final List<String> OFFERED =
            Arrays.stream(values()).map(form -> form.mediaType).toList();

    private final String mediaType;
    private final String contentType;

    PageForm(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** What the parameter {@code form} names, else what the client prefers; JSON if that is nothing the hub has. */
    static PageForm of(Exchange exchange) {
        String wanted = exchange.parameter("form");
        if (wanted != null) {
            return Arrays.stream(values())
                    .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst()
                    .orElseThrow(
                            () -> new HubException(ErrorCode.BAD_REQUEST, "the parameter form is json, html or text"));
        }
        String type = MediaTypes.negotiate(exchange.headers(), OFFERED);
        return Arrays.stream(values())
                .filter(form -> form.mediaType.equals(type))
                .findFirst()
                .orElse(JSON);
    }

    Response write(Content content) {
        byte[] body = switch (this) {
            case JSON -> PageJson.write(content.page());
            case HTML -> html(content);
            case TEXT -> text(content);
        };
        Response response = Response.of(HttpResponseStatus.OK, contentType, body);
        if (this == HTML) {
            response.headers().set("Content-Security-Policy", HtmlFrame.SECURITY_POLICY);
        }
        return response;
    }

    private static byte[] html(Content content) {
        if (content instanceof StackProfile stacks) {
            return FlameHtml.write(stacks);
        }
        return PageHtml.write(content.page());
    }

    private static byte[] text(Content content) {
        if (content instanceof StackProfile stacks) {
            return stacks.collapsed();
        }
        return PageText.write(content.page());
    }
}
