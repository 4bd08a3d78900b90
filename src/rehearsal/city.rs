//! City hall in a rehearsal: synthetic staff who do at the desk what the real ones will.

use anyhow::{Context, Result, ensure};

use super::browser::{Answer, Browser};
use super::town::Town;
use crate::app::App;
use crate::edition::{Edition, change};
use crate::paper;
use crate::people::{Account, Role, account, factor, generate_password};
use crate::register::Policy;
use crate::seal;

const WORDS: &str = "Próba: wiele głosów z jednego miejsca w jednej godzinie.";

const EARLY: &str = "Próba: jedna osoba chce zamknąć głosowanie przed terminem.";

/// Somebody of city hall, with both keys.
struct Person {
    account: Account,
    password: String,
    phone: String,
    network: usize,
}

/// Somebody in the synthetic register.
pub struct Entry {
    /// Name of their district; empty for none.
    pub area: String,
    /// Year of birth, where it matters.
    pub born: Option<i32>,
    /// Empty for none.
    pub contact: String,
}

pub struct City {
    app: App,
    edition: Edition,
    officers: [Person; 2],
    registrars: [Person; 2],
    clerks: [Person; 2],
}

/// What two clerks key of a card.
pub struct PaperCard {
    /// As the entry form has them.
    pub fields: Vec<(String, String)>,
    /// Whether the second clerk cannot read it, so that somebody looks again.
    pub disputed: bool,
}

impl City {
    /// Hires two officers, two registrars and two clerks.
    pub async fn new(app: &App, edition: &Edition) -> Result<Self> {
        let (officer, registrar) = (Role::ReturningOfficer, Role::Registrar);
        Ok(Self {
            officers: [hire(app, officer, 0).await?, hire(app, officer, 1).await?],
            registrars: [hire(app, registrar, 2).await?, hire(app, registrar, 3).await?],
            clerks: [hire(app, Role::Clerk, 4).await?, hire(app, Role::Clerk, 5).await?],
            app: app.clone(),
            edition: edition.clone(),
        })
    }

    fn desk(&self, rest: &str) -> String {
        format!("/pl/desk/{}/{rest}", self.edition.slug)
    }

    /// Signs in with a password and a code that was not used yet.
    async fn enter(&self, town: &Town, person: &Person) -> Result<Browser> {
        self.app.clock.set(self.app.clock.now() + 60);
        let mut browser = town.browser(60_000 + person.network);
        let keys = [("email", &*person.account.email), ("password", &*person.password)];
        browser.post("/pl/sign-in", &keys).await?.expect(303, "signing in to the desk")?;
        let code = factor::code_of(&person.phone, self.app.clock.now()).context("no code")?;
        let answer = browser.post("/pl/sign-in/code", &[("code", &code)]).await?;
        answer.expect(303, "the second key of the desk")?;
        Ok(browser)
    }

    /// Puts a synthetic register in force, where the edition keeps one.
    pub async fn keep_register(&self, town: &Town, policy: &Policy, rows: &[Entry]) -> Result<()> {
        let Some(question) = policy.register_question() else { return Ok(()) };
        let columns = question.fields();
        let mut file = format!("{};district;contact\n", columns.join(";"));
        for (number, Entry { area, born, contact }) in rows.iter().enumerate() {
            for column in columns {
                file.push_str(&format!("{};", in_register(column, number, *born)));
            }
            file.push_str(&format!("{area};{contact}\n"));
        }
        let mut registrar = self.enter(town, &self.registrars[0]).await?;
        let answer = registrar.send_file(&self.desk("register/file"), &file).await?;
        answer.expect(303, "reading the synthetic register")?;
        let answer = registrar.post(&self.desk("register/apply"), &[("press", "apply")]).await?;
        answer.expect(303, "putting the synthetic register in force")?;
        Ok(())
    }

    /// As many one-time codes as there are voters, in the order of the register.
    pub async fn print_codes(
        &self,
        town: &Town,
        voters: usize,
        mut tell: impl FnMut(usize),
    ) -> Result<Vec<String>> {
        let mut registrar = self.enter(town, &self.registrars[0]).await?;
        let mut codes = Vec::new();
        while codes.len() < voters {
            let amount = (voters - codes.len()).min(200).to_string();
            let page = registrar.post(&self.desk("codes"), &[("amount", &amount)]).await?;
            let printed = page.expect(200, "printing one-time codes")?.codes();
            ensure!(!printed.is_empty(), "no codes are printed");
            codes.extend(printed);
            tell(codes.len());
        }
        Ok(codes)
    }

    /// The returning officer presses on.
    pub async fn move_on(&self, town: &Town) -> Result<()> {
        let mut officer = self.enter(town, &self.officers[0]).await?;
        let path = self.desk("phase");
        let page = officer.get(&path).await?.expect(200, "the officer's page")?;
        let mut form = page.form(&format!("/desk/{}/phase", self.edition.slug))?;
        form.push(("confirm".to_owned(), "yes".to_owned()));
        officer.submit(&path, &form).await?.expect(303, "moving the edition on")?;
        Ok(())
    }

    /// One officer presses to close the voting before its hour, and proposes it; the other refuses.
    /// Gives how often one officer alone was let through, and how many proposals the other refused.
    pub async fn close_early(&self, town: &Town) -> Result<(u64, u64)> {
        let path = self.desk("phase");
        let mut one = self.enter(town, &self.officers[0]).await?;
        let alone = [("from", "voting"), ("confirm", "yes")];
        let pressed = one.post(&path, &alone).await?.status;
        let fields = [alone[0], alone[1], ("act", "propose"), ("reason", EARLY)];
        one.post(&path, &fields).await?.expect(303, "proposing an early close")?;
        let page = one.get(&path).await?.expect(200, "the officer's page")?;
        let change = page.all("name=\"change\" value=\"", '"').into_iter().next();
        let change = change.context("the proposal is not shown")?;
        let own = [("from", "voting"), ("act", "approve"), ("change", &*change)];
        let approved = one.post(&path, &own).await?.status;
        let mut two = self.enter(town, &self.officers[1]).await?;
        let no = [("from", "voting"), ("act", "drop"), ("change", &*change)];
        two.post(&path, &no).await?.expect(303, "refusing an early close")?;
        let late = two.post(&path, &own).await?.status;
        let through = [pressed, approved, late].into_iter().filter(|status| *status < 400).count();
        let all = change::all(self.app.store.read(), self.edition.id).await?;
        let refused = all.iter().filter(|one| one.dropped_at.is_some()).count();
        Ok((u64::try_from(through)?, u64::try_from(refused)?))
    }

    /// One registrar challenges the group that came from one place within an hour; another confirms.
    /// Gives how many people that were.
    pub async fn challenge(&self, town: &Town) -> Result<usize> {
        let mut registrar = self.enter(town, &self.registrars[0]).await?;
        let page = registrar.get(&self.desk("integrity")).await?;
        let page = page.expect(200, "the integrity desk")?.text();
        let hour =
            page.split("id=\"h-hour\"").nth(1).and_then(|rest| rest.split("</section>").next());
        let group = hour.and_then(|hour| hour.split("integrity?show=").nth(1));
        let group = group.and_then(|rest| rest.split('"').next());
        let group = group.context("the integrity desk does not see the crowd from one place")?;
        let fields = [("cluster", group), ("reason", "one-hand"), ("words", WORDS)];
        let answer = registrar.post(&self.desk("integrity"), &fields).await?;
        answer.expect(303, "challenging a group")?;

        let mut second = self.enter(town, &self.registrars[1]).await?;
        let batch = self.batch(&mut second).await?;
        let fields = [("act", "confirm"), ("batch", &*batch)];
        let answer = second.post(&self.desk("challenges"), &fields).await?;
        answer.expect(303, "confirming a challenge")?;
        let db = self.app.store.read();
        Ok(crate::integrity::excluded(db, self.edition.id).await?.len())
    }

    async fn batch(&self, browser: &mut Browser) -> Result<String> {
        let page = browser.get(&self.desk("challenges")).await?.expect(200, "the challenges")?;
        page.all("challenges?show=", '"').into_iter().next().context("no challenge is listed")
    }

    /// A third person lets the one back who objected.
    pub async fn lift(&self, town: &Town) -> Result<()> {
        let mut officer = self.enter(town, &self.officers[1]).await?;
        let page = officer.get(&self.desk("challenges")).await?.expect(200, "the appeals")?;
        let text = page.text();
        let appeals = text.split("id=\"h-appeals\"").nth(1).context("the appeal is not listed")?;
        let id = appeals
            .split("name=\"challenge\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let id = id.context("the appeal has no form")?;
        let fields = [("act", "lift"), ("challenge", id), ("words", WORDS)];
        officer.post(&self.desk("challenges"), &fields).await?.expect(303, "deciding an appeal")?;
        Ok(())
    }

    /// Codes for people who stand at city hall: one opens a case, another looks again and gives the code.
    pub async fn correct(
        &self,
        town: &Town,
        visitors: &[Vec<(String, String)>],
    ) -> Result<Vec<String>> {
        let mut registrar = self.enter(town, &self.registrars[0]).await?;
        let mut officer = self.enter(town, &self.officers[0]).await?;
        let path = self.desk("correction");
        let mut codes = Vec::new();
        for visitor in visitors {
            let who = || visitor.iter().map(|(name, value)| (&**name, &**value));
            let mut fields = vec![("act", "open"), ("document", "passport"), ("reason", "stolen")];
            fields.extend(who());
            registrar.post(&path, &fields).await?.expect(303, "opening a case at city hall")?;
            let page = officer.get(&path).await?.expect(200, "the cases at city hall")?;
            let case = page.all("correction?show=", '"').into_iter().next();
            let case = case.context("the case is not listed")?;
            let mut fields = vec![("act", "approve"), ("case", &*case)];
            fields.extend(who());
            let slip = officer.post(&path, &fields).await?.expect(200, "giving out a code")?;
            codes.extend(slip.codes());
        }
        ensure!(codes.len() == visitors.len(), "not every visitor has a code");
        Ok(codes)
    }

    /// Adds somebody to the register who is not in it: one opens a case, another asks anew. Gives their
    /// code, and how the desk answers whoever wants to add them once more.
    pub async fn add(&self, town: &Town, visitor: &[(String, String)]) -> Result<(String, u16)> {
        let mut registrar = self.enter(town, &self.registrars[0]).await?;
        let mut officer = self.enter(town, &self.officers[0]).await?;
        let path = self.desk("late");
        let who = || visitor.iter().map(|(name, value)| (&**name, &**value));
        let mut opened = vec![("act", "open"), ("document", "passport"), ("reason", "moved")];
        opened.extend(who());
        registrar.post(&path, &opened).await?.expect(303, "opening a case of a late entry")?;
        let page = officer.get(&path).await?.expect(200, "the late entries")?;
        let case = page.all("late?show=", '"').into_iter().next();
        let case = case.context("the late entry is not listed")?;
        let mut fields = vec![("act", "approve"), ("case", &*case)];
        fields.extend(who());
        let slip = officer.post(&path, &fields).await?.expect(200, "adding to the register")?;
        let code = slip.codes().into_iter().next().context("a late entry has no code")?;
        Ok((code, registrar.post(&path, &opened).await?.status))
    }

    /// Which ballot counts where somebody has one on paper and one from the internet.
    pub async fn set_paper_policy(&self, town: &Town, policy: paper::Policy) -> Result<()> {
        let mut officer = self.enter(town, &self.officers[0]).await?;
        let fields = [("policy", policy.name())];
        let answer = officer.post(&self.desk("paper/policy"), &fields).await?;
        answer.expect(303, "setting the rule for paper")?;
        Ok(())
    }

    /// Two clerks key a batch of cards without seeing each other's, look again at what differs, compare,
    /// and sign; waits until the cards are in the box.
    pub async fn read_cards(&self, town: &Town, cards: &[PaperCard]) -> Result<()> {
        const UNREADABLE: (&str, &str) = ("status", "unreadable");
        let mut clerks = Vec::new();
        for clerk in &self.clerks {
            clerks.push(self.enter(town, clerk).await?);
        }
        let [one, two] = &mut clerks[..] else { return Ok(()) };
        let declared = cards.len().to_string();
        let fields = [("place", "Biblioteka (próba)"), ("declared", &*declared)];
        let opened = one.post(&self.desk("paper"), &fields).await?;
        let opened = opened.expect(303, "opening a batch of cards")?.location;
        let batch = opened.split('?').next().unwrap_or_default();
        for (number, card) in (1..).zip(cards) {
            let number: usize = number;
            let number = number.to_string();
            let mut fields: Vec<(&str, &str)> = vec![("card", &number)];
            fields.extend(card.fields.iter().map(|(name, value)| (&**name, &**value)));
            let path = format!("{batch}/entry");
            one.post(&path, &fields).await?.expect(303, "keying a card")?;
            let second = match card.disputed {
                true => vec![("card", &*number), UNREADABLE],
                false => fields.clone(),
            };
            two.post(&path, &second).await?.expect(303, "keying a card a second time")?;
            if card.disputed {
                let again = one.post(&format!("{batch}/difference"), &fields).await?;
                again.expect(303, "looking at a card again")?;
            }
        }
        let path = format!("{batch}/reconcile");
        for (clerk, act) in [(one, "compare"), (two, "sign")] {
            clerk
                .post(&path, &[("act", act)])
                .await?
                .expect(303, "signing off a batch of cards")?;
        }
        paper::resume_all(&self.app).await?;
        let left = paper::unfinished(self.app.store.read(), self.edition.id).await?;
        ensure!(left == 0, "a batch that was signed off is not in the box");
        Ok(())
    }

    /// One officer proposes, another approves; waits until the key is gone.
    pub async fn seal(&self, town: &Town) -> Result<()> {
        for (officer, act) in self.officers.iter().zip(["propose", "approve"]) {
            let mut officer = self.enter(town, officer).await?;
            let answer = officer.post(&self.desk("seal"), &[("act", act)]).await?;
            answer.expect(303, "sealing the vote")?;
        }
        // A large vote goes on being sealed after the answer.
        for _ in 0..1200 {
            if seal::is_countable(self.app.store.read(), self.edition.id).await? {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        anyhow::bail!("the vote is not sealed after two minutes")
    }

    /// One officer counts, another looks at what would be published and approves it.
    pub async fn publish(&self, town: &Town) -> Result<()> {
        self.move_on(town).await?;
        let mut officer = self.enter(town, &self.officers[1]).await?;
        let path = self.desk("count");
        let page = officer.get(&path).await?.expect(200, "the count before its publication")?;
        let mut form = page.form(&format!("/desk/{}/count", self.edition.slug))?;
        let press = [("act", "publish"), ("confirm", "yes")];
        form.extend(press.map(|(name, value)| (name.to_owned(), value.to_owned())));
        officer.submit(&path, &form).await?.expect(303, "publishing the count")?;
        Ok(())
    }

    /// A file that everybody may have.
    pub async fn published(&self, town: &Town, file: &str) -> Result<Answer> {
        let path = format!("/data/{}/{file}", self.edition.slug);
        town.browser(60_010).get(&path).await?.expect(200, "a published file")
    }
}

/// What a column of the synthetic register says of a person.
fn in_register(column: &str, number: usize, born: Option<i32>) -> String {
    match column {
        "name" => "Osoba Przykładowa".to_owned(),
        "born" => born.map_or_else(|| (1950 + number % 50).to_string(), |year| year.to_string()),
        "postcode" => format!("{:02}-{:03}", number / 1000 % 100, number % 1000),
        "street" => format!("Próbna {}", number + 1),
        _ => format!("PROBA-{number:06}"),
    }
}

/// How a card says whose it is: by what the register asks, or by the one-time code.
pub fn on_card(policy: &Policy, number: usize, code: &str) -> Vec<(String, String)> {
    let fields = policy.card_question().fields().iter();
    let value = |field: &&str| match *field {
        "code" => code.to_owned(),
        column => in_register(column, number, None),
    };
    fields.map(|field| ((*field).to_owned(), value(field))).collect()
}

/// What a guardian says of a child of the register.
pub fn of_child(policy: &Policy, number: usize, born: i32) -> Vec<(String, String)> {
    let columns = policy.register_question().map_or(&[][..], |question| question.fields());
    let said = |column: &&str| ((*column).to_owned(), in_register(column, number, Some(born)));
    let sure = ("guardian".to_owned(), "yes".to_owned());
    columns.iter().map(said).chain([sure]).collect()
}

async fn hire(app: &App, role: Role, network: usize) -> Result<Person> {
    let password = generate_password();
    let hash = app.passwords.hash(password.clone()).await?;
    let email = format!("{}-{network}@rehearsal.invalid", role.name());
    let name = format!("{} {network}", role.name());
    let account = account::create(&app.store, app.clock.now(), email, name, hash, role).await?;
    let phone = factor::enrol_at_once(app, &account).await?;
    Ok(Person { account, password, phone, network })
}
