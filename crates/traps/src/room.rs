//! The room: all chapters with all traps.

use iamwhy_scenario::read::ReadError;

use crate::{
    card::{Card, Kind},
    chapter::Chapter,
    trap::Trap,
};

/// All chapters with all traps.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Room {
    /// In their order.
    pub chapters: Vec<Chapter>,
    /// By chapter, then by number.
    pub traps: Vec<Trap>,
}

/// What is wrong with the files of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomError {
    /// A card cannot be read.
    Card(ReadError),
    /// A file is missing, or does not belong: the file, and what about it.
    File(String, &'static str),
}

impl std::fmt::Display for RoomError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RoomError::Card(error) => error.fmt(f),
            RoomError::File(file, what) => write!(f, "`{file}` {what}"),
        }
    }
}

impl std::error::Error for RoomError {}

#[cfg(feature = "content")]
const CONTENT: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content.rs"));

impl Room {
    /// Reads a room out of its files, each with its path from `fixtures/traps`.
    ///
    /// # Errors
    /// Everything that is wrong with cards, and every file that lacks another one.
    pub fn of(files: &[(&str, &str)]) -> Result<Room, Vec<RoomError>> {
        let mut files: Vec<(&str, &str, &str)> = files
            .iter()
            .filter_map(|(path, text)| path.split_once('/').map(|(folder, file)| (folder, file, *text)))
            .collect();
        files.sort_unstable();
        let mut room = Room::default();
        let mut errors = Vec::new();
        let find = |folder: &str, file: &str| {
            let at = files.binary_search_by(|own| (own.0, own.1).cmp(&(folder, file)));
            at.ok().and_then(|at| files.get(at)).map(|own| own.2)
        };
        for (folder, file, text) in &files {
            let path = || [*folder, "/", *file].concat();
            if *file == "chapter.md" {
                room.chapters.push(Chapter::read(folder, text));
            } else if let Some(slug) = file.strip_suffix(".card.json") {
                let card = match Card::read(&path(), text) {
                    Ok(card) => card,
                    Err(wrong) => {
                        errors.extend(wrong.into_iter().map(RoomError::Card));
                        continue;
                    }
                };
                let scenario = find(folder, &[slug, ".scenario.json"].concat()).map(str::to_owned);
                if scenario.is_none() && card.kind == Kind::Decision {
                    errors.push(RoomError::File(path(), "has no scenario beside it"));
                }
                if find(folder, "chapter.md").is_none() {
                    errors.push(RoomError::File(path(), "is in a folder without `chapter.md`"));
                }
                room.traps.push(Trap {
                    slug: slug.to_owned(),
                    // Of the chapter, which comes later: `chapter.md` need not be the first file.
                    chapter: 0,
                    card,
                    scenario,
                });
                if let (Some(trap), Some(number)) = (room.traps.last_mut(), folder.split('-').next()) {
                    trap.chapter = number.parse().unwrap_or(0);
                }
            } else if let Some(slug) = file.strip_suffix(".scenario.json")
                && find(folder, &[slug, ".card.json"].concat()).is_none()
            {
                errors.push(RoomError::File(path(), "has no card beside it"));
            }
        }
        for trap in &mut room.traps {
            let number = trap.chapter;
            let at = room.chapters.iter().position(|own| own.number as usize == number);
            trap.chapter = at.unwrap_or(0);
        }
        room.traps.sort_by_key(|trap| (trap.chapter, trap.card.number));
        let mut slugs: Vec<&str> = room.traps.iter().map(|trap| trap.slug.as_str()).collect();
        slugs.sort_unstable();
        for pair in slugs.windows(2) {
            if let [one, other] = pair
                && one == other
            {
                errors.push(RoomError::File(format!("{one}.card.json"), "is in two chapters"));
            }
        }
        if errors.is_empty() { Ok(room) } else { Err(errors) }
    }

    /// The room that this program was built with.
    ///
    /// # Errors
    /// As [`Room::of`]; the tests rule it out.
    #[cfg(feature = "content")]
    pub fn built_in() -> Result<Room, Vec<RoomError>> {
        Room::of(CONTENT)
    }

    /// The trap with this slug, or with this number.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        let number = name.parse::<u32>().ok();
        let is = |trap: &Trap| trap.slug == name || Some(trap.card.number) == number;
        self.traps.iter().position(is)
    }

    /// The chapter with this folder, folder without its number, or number.
    #[must_use]
    pub fn find_chapter(&self, name: &str) -> Option<usize> {
        let number = name.parse::<u32>().ok();
        self.chapters.iter().position(|own| {
            let bare = own.folder.split_once('-').map(|(_, bare)| bare);
            own.folder == name || bare == Some(name) || Some(own.number) == number
        })
    }

    /// The chapter of a trap.
    #[must_use]
    pub fn chapter_of(&self, trap: &Trap) -> Option<&Chapter> {
        self.chapters.get(trap.chapter)
    }

    /// The traps of a chapter, with their places.
    pub fn traps_of(&self, chapter: usize) -> impl Iterator<Item = (usize, &Trap)> {
        let all = self.traps.iter().enumerate();
        all.filter(move |(_, trap)| trap.chapter == chapter)
    }
}
