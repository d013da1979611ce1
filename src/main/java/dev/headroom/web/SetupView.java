package dev.headroom.web;

import dev.headroom.page.Stylesheet;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of the setup as HTML, for a server on which nobody can sign in yet. */
final class SetupView {
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; form-action 'self'";
    private static final String TEMPLATES = "dev.headroom.web.templates";

    private final String version;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, SetupView.class.getClassLoader(), TEMPLATES);

    SetupView(String version) {
        this.version = version;
    }

    void show(Context context, String template, String title, Map<String, ?> values) {
        show(context, template, title, "", values);
    }

    /**
     * @param further where a form of this page may be sent besides this server; a browser also wants to be allowed what the
     *     answer leads on to
     */
    void show(Context context, String template, String title, String further, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", new Frame(title, "/assets/" + Stylesheet.name(), version, List.of(), null, null));
        StringOutput html = new StringOutput();
        templates.render(template + ".jte", all, new VisibleText(html));
        context.header("Content-Security-Policy", further.isEmpty() ? POLICY : POLICY + " " + further)
                // A form sent without a referrer would come without its origin.
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .html(html.toString());
    }

    void tell(Context context, int status, String title, String sentence) {
        show(context.status(status), "message", title, Map.of("sentence", sentence));
    }
}
