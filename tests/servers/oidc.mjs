#!/usr/bin/env node
// An OpenID Connect provider for the tests. oidc.mjs REDIRECT_URI [hop]: prints its port; the client is `sakwa`, its
// secret `tajne`. Nobody types anything: `login_hint` says who signs in, as subject|e-mail|verified|name, where verified
// is `yes`, `no`, or the text `true` or `false` as some providers send it. With `hop` it hands everybody on to another
// origin, as a broker hands on to a national node; there stands a link that leads back.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirect, hop] = process.argv.slice(2);
const nobody = 'osoba|maria@example.pl|yes|Maria Testowa';
const node = createServer((request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  const back = new URL(request.url, 'http://node').searchParams.get('back');
  response.end(`<!doctype html><html lang="pl"><title>Węzeł</title><h1>Węzeł krajowy</h1><a id="go" href="${back}">Zaloguj</a>`);
}).listen(0, '127.0.0.1');
const said = { yes: true, no: false };
const people = new Map();
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: 'sakwa', client_secret: 'tajne', redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => {
      const path = `/interaction/${interaction.uid}`;
      const there = encodeURIComponent(`http://127.0.0.1:${port}${path}`);
      return hop && interaction.prompt.name === 'login' ? `http://127.0.0.1:${node.address().port}/?back=${there}` : path;
    } },
    cookies: { keys: ['test'] },
    findAccount: (_, id) => {
      const [email, verified, name] = people.get(id);
      return { accountId: id, claims: () => ({ sub: id, email, email_verified: said[verified] ?? verified, name }) };
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    try {
      const { prompt, params, session } = await provider.interactionDetails(request, response);
      if (prompt.name === 'login') {
        const [subject, ...rest] = (params.login_hint ?? nobody).split('|');
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
