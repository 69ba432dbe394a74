use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

/// What became of an order so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It has not left, or never arrived: it may be sent.
    Waiting,
    /// It is being sent right now.
    Sending,
    /// The service asked to wait until a given time.
    NotTaken,
    /// The connection has to be mended first.
    Blocked,
    /// The service refused it for good.
    Refused,
    /// The service accepted it.
    Accepted,
    /// Whether the service has it cannot be told from here.
    Unknown,
    /// It was cancelled before it left, or closed by an operator who found that it never arrived.
    Cancelled,
}

impl State {
    /// Every state, in the order of their numbers in the database.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Sending,
        Self::NotTaken,
        Self::Blocked,
        Self::Refused,
        Self::Accepted,
        Self::Unknown,
        Self::Cancelled,
    ];

    /// The states of an order that has certainly not left.
    pub(crate) const NOT_LEFT: [Self; 3] = [Self::Waiting, Self::NotTaken, Self::Blocked];

    /// The number in the database: it must never change.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Waiting => 0,
            Self::Sending => 1,
            Self::NotTaken => 2,
            Self::Blocked => 3,
            Self::Refused => 4,
            Self::Accepted => 5,
            Self::Unknown => 6,
            Self::Cancelled => 7,
        }
    }
}

impl ToSql for State {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().into())
    }
}

impl FromSql for State {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = u8::column_result(value)?;
        Self::ALL
            .get(usize::from(number))
            .copied()
            .ok_or(FromSqlError::InvalidType)
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn the_number_of_a_state_is_its_place() {
        for (place, state) in State::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(state.number()), place);
        }
    }
}
