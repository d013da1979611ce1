// Sends one body again and again, each time as another delivery, and prints what became of it as JSON.
// usage: node deliver.mjs URL EVENT BODY-FILE {"connections":…, "duration":…, "amount":…, "overallRate":…}
import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const [url, event, file, options] = process.argv.slice(2);
const body = readFileSync(file);
const signature = "sha256=" + createHmac("sha256", process.env.WEBHOOK_SECRET).update(body).digest("hex");
const result = await autocannon({
  url,
  method: "POST",
  body,
  requests: [
    {
      setupRequest: (request) => ({
        ...request,
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/0000000",
          "x-github-event": event,
          "x-github-delivery": randomUUID(),
          "x-hub-signature-256": signature,
        },
      }),
    },
  ],
  ...JSON.parse(options),
});
const { latency } = result;
console.log(
  JSON.stringify({
    accepted: result["2xx"],
    refused: result.non2xx,
    errors: result.errors,
    perSecond: Math.round(result["2xx"] / result.duration),
    p50: latency.p50,
    p99: latency.p99,
    most: latency.max,
  }),
);
