//! What every scenario stands on: a site of its own, browsers to walk it, editions to walk in.

mod browser;
mod desk;
mod editions;
mod helpers;
pub mod keys;
mod page;
mod pass;
pub mod server;
pub mod site;

pub use browser::{Browser, Wire, encode};
pub use desk::{EARLY, collecting_as, move_on, moving};
pub use editions::{
    EditionPlan, approval, city_and_districts, counted, counted_by, knapsack, pb, points, town,
};
pub use helpers::Helper;
pub use page::{Form, Page};
pub use pass::{hex, pass};
pub use site::{DAY, Engine, NOW, PASSWORD, Site, config, serial};

use sakwa::text::{Lang, Text};

/// Runs each scenario (`async fn name(site: &Site)`) on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($scenario:ident)*) => { $(
        mod $scenario {
            use crate::harness::{Engine, Site};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                Site::run(Engine::Sqlite, async |site| super::$scenario(site).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                Site::run(Engine::Postgres, async |site| super::$scenario(site).await).await;
            }
        }
    )* };
}
pub(crate) use on_both_engines;

/// A message as a reader of the Polish pages sees it.
pub fn say(key: &str) -> String {
    let words = Text(Lang::Pl).say(key);
    assert!(!words.contains('⟦'), "no message {key}");
    page::fold(&words)
}

/// The letters that wait for an address, as their reader will see them.
pub async fn letters(site: &Site, to: &str) -> Vec<sakwa::mail::Letter> {
    let db = site.app.store.read();
    let waiting = sakwa::mail::waiting(db, 1000).await.unwrap();
    let mut letters = Vec::new();
    for mail in waiting.iter().filter(|mail| mail.recipient == to) {
        letters.push(mail.letter(db, &site.app.secret, "").await.unwrap());
    }
    letters
}

/// The address in the last letter to somebody, without the site before it.
pub async fn link_to(site: &Site, to: &str) -> String {
    let letter = letters(site, to).await.pop().expect("a letter waits");
    letter.body.split_whitespace().find(|word| word.contains("?t=")).unwrap().to_owned()
}

/// A small JPEG, as a phone makes it: turned by a note, with an hour, a camera and a place in it.
pub fn photo_with_gps() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 20, |x, _| {
        image::Rgb(if x < 20 { [200, 30, 30] } else { [30, 30, 200] })
    });
    let mut plain = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut plain).encode_image(&picture).unwrap();
    // One directory in TIFF, little-endian: maker, orientation 6, and where the GPS directory is.
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()]
            .concat()
    };
    tiff.extend(3_u16.to_le_bytes());
    tiff.extend(entry(0x010f, 2, 10, 50));
    tiff.extend(entry(0x0112, 3, 1, 6));
    tiff.extend(entry(0x8825, 4, 1, 60));
    tiff.extend(0_u32.to_le_bytes());
    assert_eq!(tiff.len(), 50);
    tiff.extend(b"AparatOli\0");
    // The GPS directory: 52° 17' 29\" N.
    tiff.extend(2_u16.to_le_bytes());
    tiff.extend(entry(0x0001, 2, 2, u32::from(b'N')));
    tiff.extend(entry(0x0002, 5, 3, 90));
    tiff.extend(0_u32.to_le_bytes());
    for (number, of) in [(52_u32, 1_u32), (17, 1), (29, 1)] {
        tiff.extend(number.to_le_bytes());
        tiff.extend(of.to_le_bytes());
    }
    let exif = [b"Exif\0\0".as_slice(), &tiff].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat()
}

/// Runs all of these in parallel and gives what they gave, in order.
pub async fn all_at_once<T: Send + 'static>(
    jobs: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let jobs: Vec<_> = jobs.into_iter().map(tokio::spawn).collect();
    futures_util::future::try_join_all(jobs).await.unwrap()
}
