//! The table at the end.

/// What the design allows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Budget {
    /// So much of what the peer takes.
    Ratio(f64),
    /// So much in the unit of the row.
    Most(f64),
}

/// One value, beside a peer's where there is one.
pub struct Row {
    /// What was measured.
    pub what: &'static str,
    /// Our median.
    pub ours: f64,
    /// The unit of both values.
    pub unit: &'static str,
    /// The peer's name and median.
    pub peer: Option<(String, f64)>,
    /// What the design allows, where it says so.
    pub budget: Option<Budget>,
}

impl Row {
    fn cells(&self) -> [String; 6] {
        let (ours, unit) = (self.ours, self.unit);
        let (peer, theirs, ratio) = match &self.peer {
            Some((name, value)) => (
                name.clone(),
                format!("{} {unit}", digits(*value)),
                format!("{:.2}", ours / value),
            ),
            None => Default::default(),
        };
        [
            self.what.to_owned(),
            format!("{} {unit}", digits(ours)),
            peer,
            theirs,
            ratio,
            self.budget
                .map_or_else(String::new, |budget| self.verdict(budget)),
        ]
    }

    fn verdict(&self, budget: Budget) -> String {
        let theirs = self.peer.as_ref().map_or(f64::NAN, |(_, value)| *value);
        let (most, met) = match budget {
            Budget::Ratio(most) => (format!("{most:.2}"), self.ours / theirs <= most),
            Budget::Most(most) => (format!("{most:.0} {}", self.unit), self.ours <= most),
        };
        format!("at most {most}: {}", if met { "met" } else { "MISSED" })
    }
}

/// Small values are told more exactly.
fn digits(value: f64) -> String {
    if value.abs() < 10.0 {
        format!("{value:.2}")
    } else {
        format!("{value:.1}")
    }
}

const HEAD: [&str; 6] = ["what", "Badgedesk", "peer", "peer's", "ratio", "budget"];

/// The rows under their head, in columns.
pub fn lines(rows: &[Row]) -> Vec<String> {
    let cells: Vec<_> = [HEAD.map(str::to_owned)]
        .into_iter()
        .chain(rows.iter().map(Row::cells))
        .collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<_> = (0..HEAD.len())
        .map(|column| width(column).unwrap_or(0))
        .collect();
    let line = |row: &[String; 6]| {
        let padded = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"));
        padded.collect::<Vec<_>>().join("   ").trim_end().to_owned()
    };
    cells.iter().map(line).collect()
}

/// The rows as a table in Markdown.
pub fn markdown(rows: &[Row]) -> Vec<String> {
    let line = |cells: [String; 6]| format!("| {} |", cells.join(" | "));
    let head = [
        line(HEAD.map(str::to_owned)),
        "|---|---|---|---|---|---|".to_owned(),
    ];
    let rows = rows.iter().map(|row| line(row.cells()));
    head.into_iter().chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: f64, most: Option<f64>) -> Row {
        Row {
            what: "start",
            ours,
            unit: "ms",
            peer: Some(("empty".into(), 200.0)),
            budget: most.map(Budget::Ratio),
        }
    }

    #[test]
    fn a_ratio_is_judged_by_its_budget() {
        let lines = lines(&[row(220.0, Some(1.2)), row(260.0, Some(1.2)), row(1.0, None)]);
        assert!(lines[1].contains("1.10") && lines[1].ends_with("at most 1.20: met"));
        assert!(lines[2].contains("1.30") && lines[2].ends_with("at most 1.20: MISSED"));
        assert!(
            lines[3].ends_with("0.01") || lines[3].ends_with("0.00"),
            "{}",
            lines[3]
        );
    }

    #[test]
    fn a_value_without_a_peer_is_judged_by_itself() {
        let alone = |ours, most| Row {
            peer: None,
            budget: Some(Budget::Most(most)),
            ..row(ours, None)
        };
        let lines = lines(&[alone(24.9, 25.0), alone(25.1, 25.0)]);
        assert!(lines[1].ends_with("at most 25 ms: met"), "{}", lines[1]);
        assert!(lines[2].ends_with("at most 25 ms: MISSED"), "{}", lines[2]);
    }

    #[test]
    fn columns_stand_under_each_other() {
        let lines = lines(&[row(220.0, None)]);
        assert_eq!(lines[0].find("peer"), lines[1].find("empty"));
    }

    #[test]
    fn markdown_has_one_line_for_each_row_under_the_head() {
        let lines = markdown(&[row(220.0, Some(1.2))]);
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0].matches('|').count(), lines[1].matches('|').count());
        let met = "| start | 220.0 ms | empty | 200.0 ms | 1.10 | at most 1.20: met |";
        assert_eq!(lines[2], met);
    }
}
