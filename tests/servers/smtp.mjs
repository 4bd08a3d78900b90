#!/usr/bin/env node
// A mail server for the tests: speaks SMTP on 127.0.0.1, prints what it was given as one JSON object a line.
// smtp.mjs [PORT] [USER:PASSWORD]. It refuses nobody@… for good, and the first two letters to later@… for now.
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const [port = '0', account] = process.argv.slice(2);
const put = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const refuse = (code, words) => Object.assign(new Error(words), { responseCode: code });
let later = 2;

const server = new SMTPServer({
  disabledCommands: ['STARTTLS', ...(account ? [] : ['AUTH'])],
  allowInsecureAuth: true,
  authOptional: !account,
  onAuth: ({ username, password }, _, done) =>
    `${username}:${password}` === account ? done(null, { user: username }) : done(refuse(535, 'authentication failed')),
  onRcptTo({ address }, _, done) {
    if (address.startsWith('nobody@')) return done(refuse(550, `no such mailbox ${address}`));
    if (address.startsWith('later@') && later-- > 0) return done(refuse(451, `${address} is busy`));
    return done();
  },
  onData(stream, session, done) {
    simpleParser(stream).then((mail) => {
      put({
        to: session.envelope.rcptTo.map(({ address }) => address), from: mail.from?.text, subject: mail.subject,
        text: mail.text, id: mail.messageId, auto: mail.headers.get('auto-submitted'), language: mail.headers.get('content-language'),
      });
      done();
    }, done);
  },
});
server.on('error', (error) => process.stderr.write(`${error}\n`));
server.listen(Number(port), '127.0.0.1', () => put({ port: server.server.address().port }));
