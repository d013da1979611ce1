// Sends one body again and again, each time as another delivery, and prints what became of it as JSON.
// usage: node deliver.mjs URL EVENT BODY-FILE {"connections":…, "duration":…, "amount":…, "overallRate":…}
import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

const [url, event, file, options] = process.argv.slice(2);
const body = readFileSync(file);
const signature = "sha256=" + createHmac("sha256", process.env.WEBHOOK_SECRET).update(body).digest("hex");
// Ids as GitHub makes them: UUIDs of version 1, which begin with the time in units of 100 ns.
const node = randomBytes(8).toString("hex");
let ticks = BigInt(Date.now()) * 10_000n + 0x01b21dd213814000n;
const id = () => {
  const time = (ticks++).toString(16).padStart(15, "0");
  return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-${node.slice(0, 4)}-${node.slice(4)}`;
};
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
          "x-github-delivery": id(),
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
