//! A date of which the words state some components, and from which others follow: in `10 to 12 July 1993`, the month and
//! year of the 10th.

/// The components of one date, as far as the words state them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartialDate {
    /// A day, or the number of a century.
    pub ordinal: Option<u32>,
    pub day: Option<u32>,
    pub month: Option<u32>,
    pub season: Option<u32>,
    pub year: Option<u32>,
    /// The first year of the decade.
    pub decade: Option<u32>,
    pub century: Option<u32>,
    /// The word "century" follows.
    pub names_century: bool,
    /// All readings of a date in digits, as EDTF.
    pub numeric: Vec<String>,
    /// Only an undefined part of the period is meant: early, mid, late.
    pub is_part: bool,
}

impl PartialDate {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True if the words say in which year, decade or century it is.
    fn has_year(&self) -> bool {
        self.year.or(self.decade).or(self.century).is_some() || !self.numeric.is_empty()
    }

    /// The date as EDTF, the usual reading first; without readings if components are missing or do not fit. `year` is that of
    /// a date without one.
    pub fn to_edtf(&self, year: Option<u32>) -> Vec<String> {
        let has_only = |components: usize| self.count() == components;
        if !self.numeric.is_empty() {
            return if has_only(1) {
                self.numeric.clone()
            } else {
                Vec::new()
            };
        }
        if let Some(century) = self.century.filter(|_| has_only(1)) {
            return vec![format!("{:02}XX", century.saturating_sub(1))];
        }
        if let Some(decade) = self.decade.filter(|_| has_only(1)) {
            let mut readings = vec![format!("{:03}X", decade / 10)];
            if decade.is_multiple_of(100) {
                readings.push(format!("{:02}XX", decade / 100));
            }
            return readings;
        }
        let Some(year) = self.year.or(year) else {
            return Vec::new();
        };
        match (self.season, self.month, self.day) {
            (None, None, None) if self.year.is_some() => vec![format!("{year:04}")],
            (None, Some(month), None) => vec![format!("{year:04}-{month:02}")],
            (None, Some(month), Some(day)) => vec![format!("{year:04}-{month:02}-{day:02}")],
            // The winter of a year may be the one that begins in it or the one that ends in it.
            (Some(24), None, None) if year > 0 => {
                vec![format!("{year:04}-24"), format!("{:04}-24", year - 1)]
            }
            (Some(season), None, None) => vec![format!("{year:04}-{season}")],
            _ => Vec::new(),
        }
    }

    fn count(&self) -> usize {
        let components = [
            self.day,
            self.month,
            self.season,
            self.year,
            self.decade,
            self.century,
        ];
        components.iter().flatten().count() + usize::from(!self.numeric.is_empty())
    }
}

/// Gives each date the components that it shares with its neighbours; `None` if an ordinal is neither a day nor a century.
pub fn complete(dates: &mut [PartialDate], is_range: bool) -> Option<()> {
    resolve_ordinals(dates)?;
    for index in (1..dates.len()).rev() {
        let next = dates[index].clone();
        let date = &mut dates[index - 1];
        if date.day.is_some() && date.month.is_none() {
            date.month = next.month;
        }
        if !date.has_year() {
            (date.year, date.decade, date.century) = (next.year, next.decade, next.century);
            // 30 December – 2 January 2005
            let is_later = date.month.zip(next.month).is_some_and(|(a, b)| a > b);
            if is_range && is_later {
                date.year = date.year.and_then(|year| year.checked_sub(1));
            }
        }
    }
    for index in 1..dates.len() {
        let previous = dates[index - 1].clone();
        let date = &mut dates[index];
        if date.day.is_some() && date.month.is_none() {
            date.month = previous.month;
        }
        if !date.has_year() {
            date.year = previous.year;
        }
    }
    Some(())
}

/// Decides which ordinals are days and which are centuries: in `17th to 18th century` both are centuries.
fn resolve_ordinals(dates: &mut [PartialDate]) -> Option<()> {
    let mut is_century = false;
    for date in dates.iter_mut().rev() {
        is_century = date.names_century
            || is_century && date.ordinal.is_some() && date.month.is_none() && date.year.is_none();
        let Some(ordinal) = date.ordinal.take() else {
            if date.names_century {
                return None;
            }
            continue;
        };
        let slot = if is_century {
            &mut date.century
        } else {
            &mut date.day
        };
        if slot.replace(ordinal).is_some() {
            return None;
        }
    }
    Some(())
}
