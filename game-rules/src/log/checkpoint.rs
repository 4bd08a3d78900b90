//! Checkpoints (C2SP `tlog-checkpoint`): what a log was when it had so many leaves.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::{Hash, plain_number};

/// The state of a log, as a text to be signed: a line each for origin, size and root, then those of its extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Names the log, once and for ever: `bo.miasto.example/2027`.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    pub root: Hash,
    /// Lines whose meaning the log defines; none of them empty.
    pub extension: Vec<String>,
}

/// Why a text is not a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    #[error("a checkpoint has at least the lines origin, size and root")]
    Lines,
    #[error("the first line of a checkpoint names the log")]
    Origin,
    #[error("the second line of a checkpoint is a number of leaves")]
    Size,
    #[error("the third line of a checkpoint is a root in base64")]
    Root,
    #[error("a line of the extension is empty")]
    Extension,
}

impl CheckpointError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lines => "checkpoint-lines",
            Self::Origin => "checkpoint-origin",
            Self::Size => "checkpoint-size",
            Self::Root => "checkpoint-root",
            Self::Extension => "checkpoint-extension",
        }
    }
}

impl Checkpoint {
    /// Reads the text of a note, strictly: what it prints is again these bytes.
    ///
    /// # Errors
    /// Anything but these lines in this form.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let text = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = text.split('\n');
        let mut line = || lines.next().ok_or(CheckpointError::Lines);
        let (origin, size, root) = (line()?, line()?, line()?);
        let extension: Vec<String> = lines.map(str::to_owned).collect();
        if origin.is_empty() {
            return Err(CheckpointError::Origin);
        }
        if extension.iter().any(String::is_empty) {
            return Err(CheckpointError::Extension);
        }
        let root = BASE64.decode(root).ok().and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            origin: origin.to_owned(),
            size: plain_number(size).ok_or(CheckpointError::Size)?,
            root: root.ok_or(CheckpointError::Root)?,
            extension,
        })
    }

    /// The text to be signed.
    pub fn print(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(self.root));
        for line in &self.extension {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}
