// The pages of the demo city that the tests and shots.mjs go through, by who opens them.
export const editions = { decided: 'wieliczka-2023', voting: 'czestochowa-2025', submission: 'brodno-2026' };

const { decided, voting, submission } = editions;

export const paths = {
  visitor: [
    '/pl/', '/en/', '/uk/', '/pl/sign-up', '/pl/sign-in', '/pl/sign-in/mail', '/pl/sign-in/sent', '/pl/sign-in/link', '/pl/password', '/pl/receipt', '/pl/no-such-page',
    `/pl/${decided}`, `/pl/${decided}/projects`, `/pl/${decided}/projects?view=map`, `/pl/${decided}/projects?q=zzzz`,
    `/pl/${decided}/results`, `/en/${decided}/results`, `/uk/${decided}/results`,
    `/pl/${decided}/results/zielony-milion/21`, `/uk/${decided}/results/zielony-milion/24`, `/pl/${decided}/projects/24`,
    `/pl/${voting}`, `/pl/${voting}/vote`, `/pl/${voting}/vote/verify`, `/pl/${voting}/trust`, `/uk/${voting}/trust`, `/pl/${voting}/projects/248`, `/pl/${voting}/projects`, `/uk/${voting}/projects`, `/en/${voting}/projects`,
    `/pl/${submission}`, `/pl/${submission}/projects`, `/pl/${submission}/projects?view=map`, `/pl/${submission}/submit`, `/pl/${submission}/rules`, `/uk/${voting}/rules`,
    `/pl/${voting}/calendar`, `/uk/${submission}/ballot-list`, `/pl/${decided}/projects/24/history`,
  ],
  resident: [
    '/pl/my', '/pl/account', '/uk/account', `/pl/${submission}/submit`, `/pl/${voting}/vote`, `/pl/${voting}/vote/area`, `/pl/${voting}/vote/mine`,
  ],
  clerk: ['/pl/desk', `/pl/desk/${submission}/comments`, `/pl/desk/${voting}/paper`, `/uk/desk/${voting}/paper/card`],
  evaluator: ['/pl/desk', '/pl/account', `/pl/desk/${submission}/progress`],
  admin: [
    '/pl/desk', '/pl/desk/people', '/uk/desk/people', '/pl/desk/people/factor', '/pl/desk/mail', '/pl/desk/mail/sign-in/uk',
    '/pl/desk/accounts', '/uk/desk/accounts', '/pl/desk/mail/waiting',
    `/pl/desk/${submission}/ballot`, `/uk/desk/${submission}/ballot/brodno`, `/pl/desk/${voting}/ballot`,
    `/pl/desk/${submission}/form`, `/pl/desk/${submission}/support`, `/en/desk/${submission}/cards`, `/uk/desk/${submission}/cards/formal`,
  ],
  facilitator: ['/pl/games', '/pl/games/new', '/uk/games/new?rules=lublin-2014', '/en/games/new?rules=own'],
  returning_officer: ['/pl/desk', `/pl/desk/${voting}/phase`, `/pl/desk/${submission}/opening`, `/pl/desk/${voting}/extension`, `/pl/desk/${voting}/seal`],
  registrar: ['/pl/desk', `/pl/desk/${voting}/eligibility`, `/pl/desk/${voting}/register`, `/pl/desk/${voting}/codes`, `/pl/desk/${voting}/person`],
};
