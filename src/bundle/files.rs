//! A bundle as files: a folder, or a ZIP archive whose bytes depend on nothing but its contents.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Files by their names; `/` stands between folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    pub files: BTreeMap<String, Vec<u8>>,
}

/// More than any city's ballots, and less than a machine's memory: an archive that unpacks to more is refused.
const LARGEST: u64 = 4 << 30;

impl Bundle {
    /// Reads a folder or an archive.
    ///
    /// # Errors
    /// It cannot be read, is no ZIP archive, has a name twice, or unpacks to more than 4 GiB.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        if path.is_dir() {
            walk(path, "", &mut files)?;
            return Ok(Self { files });
        }
        Self::unzip(&std::fs::read(path)?)
    }

    /// Reads the bytes of an archive.
    ///
    /// # Errors
    /// As [`Bundle::read`].
    pub fn unzip(bytes: &[u8]) -> io::Result<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        if archive.has_duplicate_names() {
            return Err(io::Error::other("the archive has a name twice"));
        }
        let (mut files, mut left) = (BTreeMap::new(), LARGEST);
        for index in 0..archive.len() {
            let entry = archive.by_index(index)?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name()?.into_owned();
            let mut bytes = Vec::new();
            entry.take(left + 1).read_to_end(&mut bytes)?;
            left = left
                .checked_sub(bytes.len() as u64)
                .ok_or_else(|| io::Error::other("the archive unpacks to more than 4 GiB"))?;
            files.insert(name, bytes);
        }
        Ok(Self { files })
    }

    /// Writes the files into a folder, which is made.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write_folder(&self, folder: &Path) -> io::Result<()> {
        for (name, bytes) in &self.files {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, bytes)?;
        }
        Ok(())
    }

    /// The bytes of an archive, always the same for the same files.
    ///
    /// # Errors
    /// None that memory can cause.
    pub fn zip(&self) -> io::Result<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        for (name, bytes) in &self.files {
            archive.start_file(name.as_str(), options)?;
            archive.write_all(bytes)?;
        }
        Ok(archive.finish()?.into_inner())
    }
}

fn walk(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{own}");
        match path.is_dir() {
            true => walk(&path, &format!("{name}/"), files)?,
            false => {
                files.insert(name, std::fs::read(&path)?);
            }
        }
    }
    Ok(())
}
