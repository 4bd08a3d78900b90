//! A synthetic voter, who does what voters do with the pages that voters see.

use std::collections::HashSet;
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use game_rules::ballot::Mark;
use rand::RngExt;
use rand::rngs::StdRng;

use super::browser::{Answer, Browser};
use super::town::{Ground, Town};

/// What a voter does besides voting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    Plain,
    /// Presses twice.
    Double,
    /// Votes on two devices at once.
    TwoDevices,
    /// Wants more than the ballot allows, is refused, and puts it right.
    TooMuch,
    /// Changes the vote on another day.
    ChangesMind,
    /// Fills in the ballot and presses after the last hour.
    Late,
    /// One of many who vote alike in one place within an hour.
    OneHand,
    /// Votes on a card of paper.
    Paper,
    /// Votes on the internet and sends a card as well.
    Both,
    /// Finds that somebody has voted in their name, and votes at city hall.
    Robbed,
    /// Is in the register and a child: first a guardian votes for it, then it changes that itself.
    Child,
    /// Is not in the register, and is added to it at city hall.
    Added,
}

/// Who votes for a child, and how they say which child it is.
#[derive(Clone)]
pub struct Guardian {
    pub code: String,
    pub child: Form,
}

/// A ballot in one pool, as its voter keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub pool: String,
    pub lane: String,
    /// Number and points.
    pub marks: Vec<(String, i64)>,
    /// Without dashes; empty for a card, whose voter is given none.
    pub receipt: String,
}

pub struct Robot {
    pub number: usize,
    pub habit: Habit,
    pub code: String,
    /// Code of the pool of the district where they live; none where only the city votes.
    pub area: Option<String>,
    pub guardian: Option<Guardian>,
    /// Their ballots in the box.
    pub kept: Vec<Kept>,
    /// Receipts of ballots that they replaced.
    pub replaced: Vec<String>,
    /// Whether city hall has left them out.
    pub excluded: bool,
    browser: Browser,
    random: StdRng,
    chosen: Vec<(usize, Vec<Mark>)>,
}

/// The form that casts.
pub type Form = Vec<(String, String)>;

impl Robot {
    pub fn new(
        town: &Town,
        number: usize,
        habit: Habit,
        code: String,
        area: Option<String>,
    ) -> Self {
        let browser = match habit {
            Habit::OneHand => town.browser_of_one_hand(number),
            _ => town.browser(number),
        };
        let (kept, replaced, chosen) = (Vec::new(), Vec::new(), Vec::new());
        let random = town.chance(number);
        let (guardian, excluded) = (None, false);
        Self {
            number,
            habit,
            code,
            area,
            guardian,
            kept,
            replaced,
            excluded,
            browser,
            random,
            chosen,
        }
    }

    fn path(town: &Town, rest: &str) -> String {
        format!("/pl/{}/vote{rest}", town.slug)
    }

    /// Shows the code of the letter; for a child that has no ballot yet its guardian shows theirs.
    pub async fn enter(&mut self, town: &Town) -> Result<()> {
        self.browser = match self.habit {
            Habit::OneHand => town.browser_of_one_hand(self.number),
            _ => town.browser(self.number),
        };
        if self.kept.is_empty() && self.guardian.is_some() {
            let status = self.by_guardian(town).await?;
            ensure!(status == 303, "a guardian does not get to the ballot of a child: {status}");
            return Ok(());
        }
        let path = Self::path(town, "/verify/code");
        let answer = self.browser.post(&path, &[("code", &self.code)]).await?;
        answer.expect(303, "showing a one-time code")?;
        Ok(())
    }

    /// A guardian says that they vote for this child; gives the status.
    pub async fn by_guardian(&mut self, town: &Town) -> Result<u16> {
        let guardian = self.guardian.clone().context("nobody votes for this one")?;
        self.browser = town.browser(self.number);
        let path = Self::path(town, "/verify/code");
        let answer = self.browser.post(&path, &[("code", &guardian.code)]).await?;
        answer.expect(303, "a guardian's code")?;
        let path = Self::path(town, "/children");
        Ok(self.browser.submit(&path, &guardian.child).await?.status)
    }

    /// From the code to a filled ballot: district, projects, points.
    pub async fn fill_in(&mut self, town: &Town) -> Result<()> {
        self.enter(town).await?;
        let page = self.ballot(town).await?;
        self.choose(town, &page)?;
        let presses = self.presses(town);
        self.press(town, &presses).await
    }

    /// The ballot; whoever is asked for a district first says where they live.
    async fn ballot(&mut self, town: &Town) -> Result<Answer> {
        let path = Self::path(town, "/ballot");
        let mut page = self.browser.get(&path).await?;
        if page.status == 303 && page.location.ends_with("/vote/area") {
            let area = self.area.as_deref().unwrap_or("-");
            let answer = self.browser.post(&page.location, &[("area", area)]).await?;
            answer.expect(303, "choosing a district")?;
            page = self.browser.get(&path).await?;
        }
        page.expect(200, "opening the ballot")
    }

    /// Chooses among what the page offers; at least one pool is filled in.
    fn choose(&mut self, town: &Town, page: &Answer) -> Result<()> {
        let offered: Vec<i64> = ["add", "more", "remove"]
            .iter()
            .flat_map(|act| page.all(&format!("value=\"{act}:"), '"'))
            .filter_map(|id| id.parse().ok())
            .collect();
        self.choose_among(town, &offered)
    }

    /// Fills in a card: the city's list and that of the voter's district.
    pub fn fill_in_card(&mut self, town: &Town) -> Result<()> {
        let area = town.grounds.iter().find(|ground| Some(&ground.code) == self.area.as_ref());
        let district = area.and_then(|ground| ground.district);
        let others = town.grounds.iter().filter(|ground| {
            ground.district.is_none() || district.is_some() && ground.district == district
        });
        let mut lanes = HashSet::new();
        let lists = area.into_iter().chain(others).filter(|ground| lanes.insert(&ground.lane));
        let offered: Vec<i64> =
            lists.flat_map(|ground| ground.projects.iter().map(|(id, ..)| *id)).collect();
        self.choose_among(town, &offered)
    }

    /// The numbers on the card, a field for each list of the edition.
    pub fn on_card(&self, town: &Town) -> Form {
        let mut lanes: Vec<&str> = Vec::new();
        for ground in &town.grounds {
            if !lanes.contains(&&*ground.lane) {
                lanes.push(&ground.lane);
            }
        }
        let mut form = vec![("area".to_owned(), self.area.clone().unwrap_or("-".to_owned()))];
        for (ground, marks) in self.marks(town) {
            let Some(lane) = lanes.iter().position(|lane| *lane == ground.lane) else { continue };
            let in_points = ground.rules.kind.has_points();
            let words = marks.iter().filter_map(|mark| {
                let (_, number, _) = ground.projects.get(mark.project as usize)?;
                Some(if in_points { format!("{number}:{}", mark.points) } else { number.clone() })
            });
            form.push((format!("marks-{}", lane + 1), words.collect::<Vec<_>>().join(" ")));
        }
        form
    }

    /// The card is in the box, in the place of whatever was there.
    pub fn keep_card(&mut self, town: &Town) -> Result<()> {
        self.keep(town, &vec![String::new(); self.chosen.len()])
    }

    fn choose_among(&mut self, town: &Town, offered: &[i64]) -> Result<()> {
        ensure!(!offered.is_empty(), "the ballot offers no project");
        self.chosen.clear();
        // Who acts for many votes alike.
        let mut of_one_hand = town.chance(usize::MAX);
        let random = match self.habit {
            Habit::OneHand => &mut of_one_hand,
            _ => &mut self.random,
        };
        let mut fallback = None;
        for (place, ground) in town.grounds.iter().enumerate() {
            if !ground.projects.iter().any(|(id, ..)| offered.contains(id)) {
                continue;
            }
            let marks = ground.choose(random);
            if marks.is_empty() {
                continue;
            }
            if random.random_range(0..10) < 8 {
                self.chosen.push((place, marks));
            } else {
                fallback = Some((place, marks));
            }
        }
        if self.chosen.is_empty() {
            self.chosen.extend(fallback);
        }
        ensure!(!self.chosen.is_empty(), "no valid ballot was found for what the page offers");
        Ok(())
    }

    fn marks<'a>(&'a self, town: &'a Town) -> impl Iterator<Item = (&'a Ground, &'a [Mark])> {
        self.chosen
            .iter()
            .filter_map(|(place, marks)| Some((town.grounds.get(*place)?, &marks[..])))
    }

    fn presses(&self, town: &Town) -> Vec<String> {
        let mut presses = Vec::new();
        for (ground, marks) in self.marks(town) {
            for mark in marks {
                let Some((id, ..)) = ground.projects.get(mark.project as usize) else { continue };
                presses.push(format!("add:{id}"));
                for _ in 1..mark.points {
                    presses.push(format!("more:{id}"));
                }
            }
        }
        presses
    }

    async fn press(&mut self, town: &Town, presses: &[String]) -> Result<()> {
        let path = Self::path(town, "/ballot");
        for press in presses {
            let answer = self.browser.post(&path, &[("press", press)]).await?;
            answer.expect(303, "pressing on the ballot")?;
        }
        Ok(())
    }

    /// The check page's form, and that it holds what was chosen.
    pub async fn form(&mut self, town: &Town) -> Result<Form> {
        let page = self.browser.get(&Self::path(town, "/check")).await?;
        let form = page.expect(200, "checking the ballot")?.form("/vote/cast")?;
        let mut shown: Vec<&str> = all(&form, "choice").collect();
        let mut chosen: Vec<String> = self
            .marks(town)
            .flat_map(|(ground, marks)| marks.iter().filter_map(|mark| ground.choice(*mark)))
            .collect();
        shown.sort_unstable();
        chosen.sort_unstable();
        ensure!(shown == chosen, "the check page does not show what was chosen");
        Ok(form)
    }

    /// The same form with more than the ballot allows; none where nothing is too much.
    pub fn too_much(&self, town: &Town, form: &Form) -> Option<Form> {
        let mut wrong: Form = form.iter().filter(|(name, _)| name != "choice").cloned().collect();
        let (ground, marks) =
            self.marks(town).find_map(|(ground, _)| Some((ground, ground.too_much()?)))?;
        let choices = marks.into_iter().filter_map(|mark| ground.choice(mark));
        wrong.extend(choices.map(|choice| ("choice".to_owned(), choice)));
        Some(wrong)
    }

    /// Sends a form and gives the status.
    pub async fn try_cast(&mut self, town: &Town, form: &Form) -> Result<u16> {
        Ok(self.browser.submit(&Self::path(town, "/cast"), form).await?.status)
    }

    /// Casts, in the voter's own way, and keeps the receipts.
    pub async fn cast(&mut self, town: &Town, form: &Form) -> Result<()> {
        let path = Self::path(town, "/cast");
        let answers = match self.habit {
            Habit::Double | Habit::TwoDevices => {
                let mut other = self.browser.clone();
                let mut second = form.clone();
                if self.habit == Habit::TwoDevices {
                    let page = other.get(&Self::path(town, "/check")).await?;
                    second = page.expect(200, "checking on another device")?.form("/vote/cast")?;
                }
                let (one, two) =
                    tokio::join!(self.browser.submit(&path, form), other.submit(&path, &second));
                vec![one?, two?]
            }
            _ => vec![self.browser.submit(&path, form).await?],
        };
        let (went, refused): (Vec<_>, Vec<_>) =
            answers.into_iter().partition(|answer| answer.status == 303);
        ensure!(
            refused.iter().all(|answer| answer.status == 409),
            "casting twice was neither stored nor refused"
        );
        match (self.habit, &went[..]) {
            (Habit::Double, [one, two]) if one.location == two.location => {}
            (Habit::Double, _) => bail!("the same form sent twice gave two receipts"),
            (_, [_]) => {}
            _ => bail!("{} of the forms of one voter were stored", went.len()),
        }
        let receipt = went.first().context("nothing was stored")?.location.clone();
        ensure!(receipt.contains("/vote/receipt/"), "casting led elsewhere than to a receipt");
        let page = self.browser.get(&receipt).await?.expect(200, "reading the receipt")?;
        self.keep(town, &page.codes())
    }

    /// Receipts stand in the order of the pools.
    fn keep(&mut self, town: &Town, codes: &[String]) -> Result<()> {
        ensure!(codes.len() == self.chosen.len(), "as many receipts as ballots");
        let replaced = std::mem::take(&mut self.kept);
        self.replaced.extend(replaced.into_iter().map(|kept| kept.receipt));
        let mut kept = Vec::new();
        for ((ground, marks), code) in self.marks(town).zip(codes) {
            let numbers = marks.iter().filter_map(|mark| {
                let (_, number, _) = ground.projects.get(mark.project as usize)?;
                Some((number.clone(), mark.points))
            });
            let mut marks: Vec<(String, i64)> = numbers.collect();
            if !ground.is_ranking() {
                marks.sort();
            }
            kept.push(Kept {
                pool: ground.code.clone(),
                lane: ground.lane.clone(),
                marks,
                receipt: code.replace('-', ""),
            });
        }
        self.kept = kept;
        Ok(())
    }

    /// Comes back with the same code and casts another ballot in the place of the one in the box.
    pub async fn change(&mut self, town: &Town) -> Result<()> {
        self.enter(town).await?;
        let answer = self.browser.post(&Self::path(town, "/again"), &[]).await?;
        answer.expect(303, "taking the vote up again")?;
        let page = self.browser.get(&Self::path(town, "/ballot")).await?;
        let page = page.expect(200, "opening the ballot again")?;
        let before = self.presses(town);
        let gone: Vec<String> = before
            .iter()
            .filter_map(|press| press.strip_prefix("add:").map(|id| format!("remove:{id}")))
            .collect();
        self.press(town, &gone).await?;
        self.choose(town, &page)?;
        let presses = self.presses(town);
        self.press(town, &presses).await?;
        let form = self.form(town).await?;
        self.cast(town, &form).await
    }

    /// Votes with a code from city hall; the ballot that was cast in their name is not shown.
    pub async fn vote_in_person(&mut self, town: &Town, code: &str) -> Result<()> {
        self.browser = town.browser(self.number);
        let answer =
            self.browser.post(&Self::path(town, "/verify/code"), &[("code", code)]).await?;
        answer.expect(303, "showing a code from city hall")?;
        let page = self.ballot(town).await?;
        ensure!(page.all("value=\"remove:", '"').is_empty(), "a ballot at city hall is not empty");
        self.choose(town, &page)?;
        let presses = self.presses(town);
        self.press(town, &presses).await?;
        let form = self.form(town).await?;
        self.cast(town, &form).await
    }

    /// Objects to being left out.
    pub async fn appeal(&mut self, town: &Town, words: &str) -> Result<()> {
        self.enter(town).await?;
        let path = Self::path(town, "/challenge");
        self.browser.post(&path, &[("words", words)]).await?.expect(303, "an appeal")?;
        Ok(())
    }
}

fn all<'a>(form: &'a Form, name: &'a str) -> impl Iterator<Item = &'a str> {
    form.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
}

/// Everybody who may vote, shared out.
pub type Robots = Vec<Robot>;

/// Lets some robots act at the same time, a few at once, and gives all of them back.
pub async fn together<F>(
    robots: Robots,
    town: &Arc<Town>,
    act: impl Fn(Robot, Arc<Town>) -> F,
) -> Result<Robots>
where
    F: Future<Output = Result<Robot>> + Send + 'static,
{
    const AT_ONCE: usize = 24;
    let mut waiting = robots.into_iter();
    let mut running = tokio::task::JoinSet::new();
    let mut done = Vec::with_capacity(waiting.len());
    loop {
        while running.len() < AT_ONCE
            && let Some(robot) = waiting.next()
        {
            running.spawn(act(robot, town.clone()));
        }
        match running.join_next().await {
            Some(robot) => done.push(robot??),
            None => break,
        }
    }
    done.sort_by_key(|robot| robot.number);
    Ok(done)
}
