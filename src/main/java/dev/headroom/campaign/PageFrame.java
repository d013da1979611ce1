package dev.headroom.campaign;

/** The frame of the page of a fleet: head, styles and the script of its search. */
final class PageFrame {
    private static final String STYLE = """
            :root { color-scheme: light dark; --bg: #fff; --fg: #1f2328; --soft: #59636e; --line: #d1d9e0; --head: #f6f8fa;
              --red: #ffd8d3; --red-fg: #8e1519; --amber: #fff1c2; --amber-fg: #6b4700; --green-fg: #116329; --blue: #0969da; }
            @media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --soft: #9198a1; --line: #3d444d;
              --head: #151b23; --red: #5c1a1d; --red-fg: #ffc9c4; --amber: #4a3500; --amber-fg: #ffdf8f; --green-fg: #56d364;
              --blue: #4493f8; } }
            body { margin: 0 auto; padding: 1.5rem; max-width: 100rem; background: var(--bg); color: var(--fg);
              font: 14px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
            .lead { font-size: 1.05rem; color: var(--soft); } .lead strong { color: var(--fg); }
            .scroll { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 6px; }
            table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
            th, td { padding: .15rem .45rem; border-bottom: 1px solid var(--line); text-align: center; white-space: nowrap; }
            thead th, thead td { background: var(--head); position: sticky; top: 0; z-index: 2; }
            thead tr.sum > * { top: 13.1rem; font-weight: 600; }
            thead tr:first-child > * { height: 13rem; vertical-align: bottom; box-sizing: border-box; }
            th[scope=row], th:first-child { text-align: left; font-weight: 500; position: sticky; left: 0;
              background: var(--bg); z-index: 1; }
            thead th:first-child { z-index: 3; background: var(--head); }
            th.rule span { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 500; }
            th.blocker span { color: var(--red-fg); font-weight: 700; }
            .missing { background: var(--amber); color: var(--amber-fg); font-weight: 600; }
            .missing.blocker, .legend .missing { background: var(--red); color: var(--red-fg); }
            .missing a { color: inherit; }
            .ok { color: var(--green-fg); } .unknown, .none { color: var(--soft); }
            .legend .cell { display: inline-block; min-width: 1.4rem; text-align: center; margin-left: .8rem;
              border: 1px solid var(--line); border-radius: 3px; }
            .dot { display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; background: var(--green-fg); }
            .dot.blocked { background: #d1242f; } .dot.warned { background: #d4a72c; }
            input { font: inherit; padding: .3rem .5rem; width: 18rem; border: 1px solid var(--line); border-radius: 6px;
              background: var(--bg); color: var(--fg); }
            svg text { fill: var(--soft); font: 12px system-ui, sans-serif; }
            """;

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
                """.formatted(Html.text(title), STYLE, body.strip(), SCRIPT);
    }
}
