//! Photos and documents: what is kept of them, and who may have them.

use image::GenericImageView;
use sakwa::people::Role;

use super::{begin, collecting, fill, step};
use crate::harness::{Browser, Page, Site, all_at_once, on_both_engines, photo_with_gps, say};

on_both_engines! {
    a_photo_with_a_place_in_it_comes_out_without
    a_file_is_what_its_bytes_are
    hostile_files_are_refused_and_what_was_typed_is_kept
    a_private_file_is_for_its_author_and_city_hall
    ten_files_and_no_more_even_at_once
    a_file_of_a_draft_is_its_authors_alone
    a_sent_draft_takes_and_loses_no_files
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

async fn send(ola: &Browser, draft: &str, name: &str, who: &str, file: &[u8]) -> Page {
    let fields = [("name", name), ("who", who)];
    ola.send_file(&format!("{draft}/files/add"), &fields, file).await
}

async fn files(ola: &Browser, draft: &str) -> Vec<String> {
    ola.get(&format!("{draft}/files")).await.expect(200).attrs("a[href^='/file/']", "href")
}

fn has(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|some| some == words)
}

async fn a_photo_with_a_place_in_it_comes_out_without(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let photo = photo_with_gps();
    assert!(
        has(&photo, b"Exif\0\0") && has(&photo, b"AparatOli") && has(&photo, b"\x25\x88\x04\0")
    );
    send(&ola, &draft, "Skwer od ulicy Rolnej", "all", &photo).await.expect(303);
    let page = fill(&ola, &draft, "Ławki w parku").await;
    let sent = page.form("form[action$='/send']").send(&ola).await.expect(303);
    let public = site.stranger().get(sent.location()).await.expect(200);
    assert_eq!(public.attrs("main img", "alt"), ["Skwer od ulicy Rolnej"]);
    let file = site.stranger().get(&public.attrs("main img", "src")[0]).await.expect(200);
    assert_eq!(file.header("content-type"), "image/jpeg");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-disposition").starts_with("inline; filename="));
    assert!(file.header("content-security-policy").ends_with("; sandbox"));
    for trace in [&b"Exif"[..], b"AparatOli", b"\xff\xe1", b"GPS", b"\x25\x88"] {
        assert!(!has(&file.body, trace), "{trace:?} is still in it");
    }
    let kept = image::load_from_memory(&file.body).unwrap();
    assert_eq!(kept.dimensions(), (20, 40), "turned upright as its note said");
    let [red, _, blue, _] = kept.get_pixel(10, 5).0;
    assert!(red > 150 && blue < 100, "the red half is on top");
}

async fn a_file_is_what_its_bytes_are(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let mut png = std::io::Cursor::new(Vec::new());
    let clear = image::RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 0, 0]));
    clear.write_to(&mut png, image::ImageFormat::Png).unwrap();
    send(&ola, &draft, "Szkic", "all", &png.into_inner()).await.expect(303);
    send(&ola, &draft, "Zgoda", "office", PDF).await.expect(303);
    let all = files(&ola, &draft).await;
    assert!(all[0].ends_with(".jpg") && all[1].ends_with(".pdf"), "{all:?}");
    let szkic = ola.get(&all[0]).await.expect(200);
    let paper = image::load_from_memory(&szkic.body).unwrap().get_pixel(4, 4).0;
    assert!(paper[0] > 250, "what was clear is white paper: {paper:?}");
    let zgoda = ola.get(&all[1]).await.expect(200);
    assert_eq!(zgoda.header("content-type"), "application/pdf");
    assert!(zgoda.header("content-disposition").starts_with("attachment;"));
    assert_eq!(&zgoda.body[..], PDF);
    ola.get(&all[1].replace(".pdf", ".jpg")).await.expect(404);
    let remove = ola.get(&format!("{draft}/files")).await.form("form[action$='/files/remove']");
    remove.send(&ola).await.expect(303);
    assert_eq!(files(&ola, &draft).await, all[1..]);
    assert_eq!(site.number("SELECT count(*) FROM attachment_content").await, 1);
}

async fn hostile_files_are_refused_and_what_was_typed_is_kept(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let cut = &photo_with_gps()[..120];
    // A PNG that says it is 100,000 pixels wide and high.
    let mut bomb =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x01\x86\xa0\0\x01\x86\xa0\x08\x02\0\0\0".to_vec();
    bomb.extend([0_u8; 64]);
    let mut large = PDF.to_vec();
    large.resize(10 * 1024 * 1024 + 1, b' ');
    let html = b"%PDF-nic<html><script>alert(1)</script>";
    for (file, key) in [
        (&svg[..], "file-kind-wrong"),
        (b"", "file-missing"),
        (b"MZ\x90\0\x03", "file-kind-wrong"),
        (html, "file-kind-wrong"),
        (cut, "file-photo-broken"),
        (&bomb, "file-photo-broken"),
        (&large, "file-too-large"),
    ] {
        let page = send(&ola, &draft, "Skwer od ulicy", "office", file).await.expect(422);
        assert_eq!(page.one("#file-error"), say(key));
        let form = page.form("form#attach");
        assert_eq!((form.get("name"), form.get("who")), ("Skwer od ulicy", "office"));
    }
    assert!(send(&ola, &draft, "  ", "all", PDF).await.expect(422).has("#name-error"));
    // Far too large: also where most of it is never read.
    for megabytes in [12, 61] {
        large.resize(megabytes * 1024 * 1024, b' ');
        let page = send(&ola, &draft, "Skwer od ulicy", "office", &large).await.expect(422);
        assert_eq!(page.one("#file-error"), say("file-too-large"));
        let form = page.form("form#attach");
        assert!(megabytes == 61 || form.get("name") == "Skwer od ulicy");
        assert_eq!(form.get("who"), "office");
    }
    ola.post(&format!("{draft}/files/add"), &[("name", "Skwer")]).await.expect(400);
    assert_eq!(site.number("SELECT count(*) FROM attachment").await, 0);
}

async fn a_private_file_is_for_its_author_and_city_hall(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.resident().await);
    let draft = begin(&ola).await;
    send(&ola, &draft, "Zgoda właściciela", "office", PDF).await.expect(303);
    let path = files(&ola, &draft).await.remove(0);
    let clerk = site.sign_in_as(Role::Clerk).await;
    clerk.get(&path).await.expect(404);
    let page = fill(&ola, &draft, "Ławki w parku").await;
    let sent = page.form("form[action$='/send']").send(&ola).await.expect(303);
    let public = site.stranger().get(sent.location()).await.expect(200);
    assert!(!public.says("Zgoda właściciela") && !public.text().contains("/file/"));
    for other in [&site.stranger(), &eva, &site.sign_in_as(Role::Facilitator).await] {
        other.get(&path).await.expect(404);
    }
    for reader in [&ola, &clerk, &site.sign_in_as(Role::Evaluator).await] {
        assert_eq!(reader.get(&path).await.expect(200).header("cache-control"), "no-store");
    }
}

async fn ten_files_and_no_more_even_at_once(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let answers = all_at_once((0..13).map(|n| {
        let (window, draft) = (ola.other_window(), draft.clone());
        async move { send(&window, &draft, &format!("Zgoda {n}"), "office", PDF).await.status }
    }))
    .await;
    assert_eq!(answers.iter().filter(|status| **status == 303).count(), 10, "{answers:?}");
    assert_eq!(site.number("SELECT count(*) FROM attachment").await, 10);
    assert!(!ola.get(&format!("{draft}/files")).await.has("form#attach"));
}

async fn a_file_of_a_draft_is_its_authors_alone(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.resident().await);
    let draft = begin(&ola).await;
    send(&ola, &draft, "Skwer", "all", &photo_with_gps()).await.expect(303);
    let path = files(&ola, &draft).await.remove(0);
    ola.get(&path).await.expect(200);
    for other in [&eva, &site.stranger(), &site.sign_in_as(Role::Admin).await] {
        other.get(&path).await.expect(404);
    }
    send(&eva, &draft, "Obce", "all", PDF).await.expect(404);
    let token = path.trim_start_matches("/file/").split('.').next().unwrap();
    eva.post(&format!("{draft}/files/remove"), &[("file", token)]).await.expect(404);
    let own = begin(&eva).await;
    eva.post(&format!("{own}/files/remove"), &[("file", token)]).await.expect(303);
    ola.get(&path).await.expect(200);
}

async fn a_sent_draft_takes_and_loses_no_files(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    send(&ola, &draft, "Skwer", "all", PDF).await.expect(303);
    let path = files(&ola, &draft).await.remove(0);
    fill(&ola, &draft, "Ławki w parku")
        .await
        .form("form[action$='/send']")
        .send(&ola)
        .await
        .expect(303);
    send(&ola, &draft, "Po fakcie", "all", PDF).await.expect(409);
    let remove = step(&ola, &draft, "files").await;
    assert!(!remove.action.is_empty());
    let token = path.trim_start_matches("/file/").split('.').next().unwrap();
    ola.post(&format!("{draft}/files/remove"), &[("file", token)]).await.expect(409);
    site.stranger().get(&path).await.expect(200);
}
