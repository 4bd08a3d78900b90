#!/usr/bin/env node
// An OpenID Connect provider for the tests. oidc.mjs REDIRECT_URI: prints its port; the client is `sakwa`, its secret
// `tajne`. Nobody types anything: `login_hint` says who signs in, as subject|e-mail|verified|name.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirect] = process.argv.slice(2);
const people = new Map();
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: 'sakwa', client_secret: 'tajne', redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['test'] },
    findAccount: (_, id) => {
      const [email, verified, name] = people.get(id);
      return { accountId: id, claims: () => ({ sub: id, email, email_verified: verified === 'yes', name }) };
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    try {
      const { prompt, params, session } = await provider.interactionDetails(request, response);
      if (prompt.name === 'login') {
        const [subject, ...rest] = params.login_hint.split('|');
        people.set(subject, rest);
        return await provider.interactionFinished(request, response, { login: { accountId: subject } });
      }
      const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
      grant.addOIDCScope('openid email profile');
      return await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
    } catch (error) {
      process.stderr.write(`${error}\n`);
      response.writeHead(500, { 'content-length': 0 }).end();
    }
  });
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
