//! Photos as they are kept: decoded, turned upright, made no larger than a screen, and encoded anew.
//! Nothing of the file that was sent survives but its pixels: no place, no hour, no camera, no name,
//! and nothing that hid behind a picture.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};
use tokio::sync::Semaphore;

use crate::error::Result;

/// A file larger than this is not read.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The longer side of what is kept.
const LONGEST: u32 = 1920;
/// Fifty megapixels: the largest photos that phones take.
const MOST_PIXELS: u64 = 50_000_000;
const QUALITY: u8 = 82;

/// One at a time: a large photo takes a few hundred megabytes while it is worked on.
static TURN: Semaphore = Semaphore::const_new(1);

/// Why a file is no photo of ours, as a message key.
pub type Refusal = &'static str;

/// The photo as it is kept, a JPEG.
pub async fn clean(bytes: Vec<u8>) -> Result<std::result::Result<Vec<u8>, Refusal>> {
    let _turn = TURN.acquire().await.map_err(anyhow::Error::from)?;
    let cleaned = tokio::task::spawn_blocking(move || clean_now(&bytes)).await;
    Ok(cleaned.map_err(anyhow::Error::from)?)
}

/// What a file is by its first bytes, whatever it is called.
pub fn is_photo(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8\xff")
        || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
        || (bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
}

fn clean_now(bytes: &[u8]) -> std::result::Result<Vec<u8>, Refusal> {
    const BROKEN: Refusal = "file-photo-broken";
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| BROKEN)?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !reader.format().is_some_and(|format| known.contains(&format)) {
        return Err("file-kind-wrong");
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(20_000), Some(20_000));
    limits.max_alloc = Some(400 * 1024 * 1024);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| BROKEN)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err("file-photo-large");
    }
    let upright = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| BROKEN)?;
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.thumbnail(LONGEST, LONGEST);
    }
    picture.apply_orientation(upright);
    let mut kept = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut kept, QUALITY);
    on_white(picture).write_with_encoder(encoder).map_err(|_| BROKEN)?;
    Ok(kept)
}

/// A JPEG has no transparency; where there was some, paper shows.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let image::Rgba([r, g, b, a]) = *picture.get_pixel(x, y);
        let over = |c: u8| {
            let (c, a) = (u16::from(c), u16::from(a));
            u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(255)
        };
        image::Rgb([over(r), over(g), over(b)])
    })
}
