package dev.headroom.campaign.page;

import dev.headroom.page.Html;
import dev.headroom.page.Stylesheet;

/** The frame of the page of a fleet: head, styles and the script of its search. */
final class PageFrame {
    private static final String SCRIPT = """
            const rows = [...document.querySelectorAll('tbody tr')], n = document.getElementById('n');
            document.getElementById('q').addEventListener('input', e => {
              const words = e.target.value.toLowerCase().split(/\\s+/).filter(Boolean);
              let shown = 0;
              for (const row of rows) {
                const fits = words.every(w => row.dataset.find.includes(w));
                row.hidden = !fits;
                if (fits) shown++;
              }
              n.textContent = words.length ? shown + ' of ' + rows.length : '';
            });
            """;

    private PageFrame() {}

    static String of(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s
                <script>
                %s</script>
                </body>
                </html>
                """.formatted(Html.text(title), Stylesheet.text(), body.strip(), SCRIPT);
    }
}
