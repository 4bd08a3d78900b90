//! The eight categories of projects, each with its glaze in the mosaic.

use sea_orm::entity::prelude::*;

use crate::page::Glaze;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Category {
    #[sea_orm(string_value = "green")]
    Green,
    #[sea_orm(string_value = "sport")]
    Sport,
    #[sea_orm(string_value = "learning")]
    Learning,
    #[sea_orm(string_value = "culture")]
    Culture,
    #[sea_orm(string_value = "streets")]
    Streets,
    #[sea_orm(string_value = "health")]
    Health,
    #[sea_orm(string_value = "animals")]
    Animals,
    #[sea_orm(string_value = "together")]
    Together,
}

impl Category {
    pub const ALL: [Self; 8] = [
        Self::Green,
        Self::Sport,
        Self::Learning,
        Self::Culture,
        Self::Streets,
        Self::Health,
        Self::Animals,
        Self::Together,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Sport => "sport",
            Self::Learning => "learning",
            Self::Culture => "culture",
            Self::Streets => "streets",
            Self::Health => "health",
            Self::Animals => "animals",
            Self::Together => "together",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }

    pub fn glaze(self) -> Glaze {
        match self {
            Self::Green => Glaze::Green,
            Self::Sport => Glaze::Sport,
            Self::Learning => Glaze::Learning,
            Self::Culture => Glaze::Culture,
            Self::Streets => Glaze::Streets,
            Self::Health => Glaze::Health,
            Self::Animals => Glaze::Animals,
            Self::Together => Glaze::Together,
        }
    }

    /// The category of an imported project: by the file's own category when it names one, else by
    /// the words of the title. The words are data: `categories.txt`, first line that matches.
    pub fn of_import(column: Option<&str>, title: &str) -> Self {
        let column = column.unwrap_or_default().to_lowercase();
        let title = title.to_lowercase();
        RULES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(':'))
            .find_map(|(category, words)| {
                let category = Self::parse(category.trim())?;
                let mut words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
                let hit = match words.clone().next()?.strip_prefix('=') {
                    Some(_) => words.any(|word| column == word.trim_start_matches('=')),
                    None => words.any(|word| title.contains(word)),
                };
                hit.then_some(category)
            })
            .unwrap_or(Self::Together)
    }
}

const RULES: &str = include_str!("categories.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imported_projects_find_their_category() {
        let of = |column: &str, title: &str| Category::of_import(Some(column), title);
        assert_eq!(of("education", "Remont toalet"), Category::Learning);
        assert_eq!(of("", "Kastracja i sterylizacja kotów wolnożyjących"), Category::Animals);
        assert_eq!(
            of("", "Zakup nowości wydawniczych dla Filii nr 25 Biblioteki"),
            Category::Culture
        );
        assert_eq!(of("", "Utwardzenie ul. TON"), Category::Streets);
        assert_eq!(of("", "Festyn sąsiedzki"), Category::Together);
    }
}
