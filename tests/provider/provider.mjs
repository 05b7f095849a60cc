// A real OpenID provider for the tests: node provider.mjs '<json>'. It takes a free port, says its
// issuer on the first line, and lets anybody in under the login they type; `people` says what it
// tells about them. It ends when its input does, so that it never outlives the test.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const { client, secret, back, people } = JSON.parse(process.argv[2]);
const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const told = ["name", "email", "kvk", "vestiging", "loa", "roles"];
  const provider = new Provider(issuer, {
    clients: [{
      client_id: client,
      client_secret: secret,
      redirect_uris: [back],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    }],
    claims: { openid: ["sub", ...told], profile: [], email: [] },
    // Claims in the token itself, as brokers do.
    conformIdTokenClaims: false,
    cookies: { keys: ["only for tests"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  console.log(issuer);
  // Nobody reads on: what it says later would end it.
  for (const way of ["log", "info", "warn", "error"]) console[way] = () => {};
  process.stdout.on("error", () => {});
});
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
