//! One measurement, its goals, and the table of all.

use std::fmt::Write;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// One measurement. Smaller values are better.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Measurement {
    /// What was measured.
    pub(crate) name: String,
    /// The median of all samples.
    pub(crate) value: f64,
    /// The unit of the value, the reference and the goal.
    pub(crate) unit: String,
    /// The value must not be above this.
    #[serde(default)]
    pub(crate) at_most: Option<f64>,
    /// What the same work takes elsewhere, in the same run.
    #[serde(default)]
    pub(crate) reference: Option<Reference>,
}

/// What a value is compared with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reference {
    /// How the work is done there.
    pub(crate) name: String,
    /// The median of all samples.
    pub(crate) value: f64,
    /// The reference must take at least this many times as long.
    #[serde(default)]
    pub(crate) at_least_times: Option<f64>,
}

impl Measurement {
    pub(crate) fn is_met(&self) -> bool {
        let is_within = self.at_most.is_none_or(|limit| self.value <= limit);
        let is_ahead = self
            .reference
            .as_ref()
            .and_then(|reference| reference.at_least_times)
            .is_none_or(|times| self.ratio().is_some_and(|ratio| ratio >= times));
        is_within && is_ahead
    }

    /// How many times as long the reference takes.
    fn ratio(&self) -> Option<f64> {
        Some(self.reference.as_ref()?.value / self.value)
    }

    fn goal(&self) -> String {
        let mut goals = Vec::new();
        if let Some(limit) = self.at_most {
            goals.push(format!("≤ {limit} {}", self.unit));
        }
        if let Some(times) = self
            .reference
            .as_ref()
            .and_then(|reference| reference.at_least_times)
        {
            goals.push(format!("≥ {times}×"));
        }
        goals.join(", ")
    }
}

/// The table for people, in Markdown.
pub(crate) fn table(measurements: &[Measurement]) -> String {
    let header = ["measured", "value", "reference", "ratio", "goal", ""].map(str::to_owned);
    let rows: Vec<[String; 6]> = measurements
        .iter()
        .map(|measurement| {
            let unit = &measurement.unit;
            [
                measurement.name.clone(),
                format!("{:.1} {unit}", measurement.value),
                measurement
                    .reference
                    .as_ref()
                    .map_or_else(String::new, |reference| {
                        format!("{:.1} {unit} ({})", reference.value, reference.name)
                    }),
                measurement
                    .ratio()
                    .map_or_else(String::new, |ratio| format!("{ratio:.1}×")),
                measurement.goal(),
                if measurement.is_met() { "ok" } else { "miss" }.to_owned(),
            ]
        })
        .collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            std::iter::once(&header)
                .chain(&rows)
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    let rule: [String; 6] = std::array::from_fn(|column| "-".repeat(widths[column].max(3)));
    let mut text = String::new();
    for row in [&header, &rule].into_iter().chain(&rows) {
        for (cell, width) in row.iter().zip(&widths) {
            write!(text, "| {cell:width$} ").unwrap_or_default();
        }
        text.push_str("|\n");
    }
    text
}

/// The median, in milliseconds.
pub(crate) fn median(mut samples: Vec<Duration>) -> f64 {
    samples.sort();
    samples
        .get(samples.len() / 2)
        .map_or(f64::NAN, |sample| sample.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measurement(value: f64, at_most: f64, reference: f64, at_least_times: f64) -> Measurement {
        Measurement {
            name: "something".to_owned(),
            value,
            unit: "ms".to_owned(),
            at_most: Some(at_most),
            reference: Some(Reference {
                name: "git".to_owned(),
                value: reference,
                at_least_times: Some(at_least_times),
            }),
        }
    }

    #[test]
    fn a_goal_is_missed_when_either_the_limit_or_the_ratio_is() {
        assert!(measurement(10.0, 10.0, 80.0, 8.0).is_met());
        assert!(!measurement(10.1, 10.0, 100.0, 8.0).is_met());
        assert!(!measurement(10.0, 10.0, 79.0, 8.0).is_met());
    }

    #[test]
    fn a_measurement_of_another_program_needs_no_goal_and_no_reference() {
        let other: Measurement = serde_json::from_str(r#"{"name":"start","value":700,"unit":"ms"}"#).unwrap();
        assert!(other.is_met());
        assert!(table(&[other]).contains("700.0 ms"));
    }
}
