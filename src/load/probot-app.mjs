// A Probot app with the handler that Headroom has at this point: take a delivery, keep it, answer.
// usage: node probot-app.mjs PORT FOLDER|-   (with "-" it keeps nothing)
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { open } from "node:fs/promises";
import { Probot, Server } from "probot";

const [port, folder] = process.argv.slice(2);
const privateKey = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
}).privateKey;
const file = folder === "-" ? undefined : await open(`${folder}/deliveries-${randomUUID()}`, "a");

const server = new Server({
  port: Number(port),
  Probot: Probot.defaults({ appId: 1, privateKey, secret: process.env.WEBHOOK_SECRET, logLevel: "error" }),
});
await server.load((app) => {
  app.onAny(async ({ id, payload }) => {
    if (file) {
      await file.write(JSON.stringify({ id, payload }) + "\n");
      await file.sync();
    }
  });
});
await server.start();
console.log(`listening on port ${port}`);
